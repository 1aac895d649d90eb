#!/bin/sh
# Installs what only the independent referees of documents and calendars need: LibreOffice, poppler,
# metric twins of the usual fonts, libical, and two Node parsers. Where that cannot be done the checks
# that need them are skipped, and this says so.
set -u
node_folder=build/referees
missing=""
command -v soffice >/dev/null 2>&1 || missing="$missing libreoffice-writer-nogui libreoffice-calc-nogui"
command -v pdftoppm >/dev/null 2>&1 || missing="$missing poppler-utils"
[ -d /usr/share/fonts/truetype/liberation ] || [ -d /usr/share/fonts/truetype/liberation2 ] || missing="$missing fonts-liberation"
ls /usr/lib/*/libical.so.3 >/dev/null 2>&1 || missing="$missing libical3"
if [ -n "$missing" ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "installing$missing"
    # shellcheck disable=SC2086 -- a list of package names
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing; } >/dev/null 2>&1 ||
      echo "WARNING: could not install$missing; checks that need them will be SKIPPED"
  else
    echo "WARNING: not installed (needs root and apt):$missing; checks that need them will be SKIPPED"
  fi
fi
if command -v npm >/dev/null 2>&1; then
  [ -d "$node_folder/node_modules/ical.js" ] && [ -d "$node_folder/node_modules/node-ical" ] ||
    { mkdir -p "$node_folder" && npm install --silent --no-fund --no-audit --prefix "$node_folder" ical.js@2 node-ical@0.26 >/dev/null 2>&1; } ||
    echo "WARNING: could not install the Node calendar parsers; the referee runs without them"
else
  echo "WARNING: no npm; the calendar referee runs without the Node parsers"
fi
exit 0

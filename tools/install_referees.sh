#!/bin/sh
# Installs what only the independent referees of documents and calendars need: LibreOffice, poppler,
# metric twins of the usual fonts, libical, and the Node parsers of locks/node. Where that cannot be done the
# checks that need them are skipped, and this says so. It prints the versions: those of Debian follow its release.
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
  # What is installed carries the lock that it was installed from.
  cmp -s locks/node/package-lock.json "$node_folder/installed.json" ||
    { mkdir -p "$node_folder" && cp locks/node/package.json locks/node/package-lock.json locks/node/.npmrc "$node_folder/" &&
      (cd "$node_folder" && npm ci --silent --no-fund --no-audit >/dev/null 2>&1 && cp package-lock.json installed.json); } ||
    echo "WARNING: could not install the Node calendar parsers; the referee runs without them"
else
  echo "WARNING: no npm; the calendar referee runs without the Node parsers"
fi
if command -v dpkg-query >/dev/null 2>&1; then
  # shellcheck disable=SC2016 -- the braces are dpkg-query's
  dpkg-query --show --showformat '${db:Status-Abbrev}${Package} ${Version}\n' \
    libreoffice-writer-nogui libreoffice-writer libreoffice-calc-nogui libreoffice-calc poppler-utils \
    fonts-liberation fonts-liberation2 libical3 nodejs 2>/dev/null | sed -n 's/^ii */Debian: /p'
fi
command -v node >/dev/null 2>&1 && echo "Node: $(node --version)"
exit 0

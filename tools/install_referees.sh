#!/bin/sh
# Installs what only the independent referees of documents, calendars and pages need: LibreOffice, poppler,
# metric twins of the usual fonts, libical, Chromium, PostgreSQL, nginx, and the Node packages of locks/node. Where that cannot be done
# the checks that need them are skipped, and this says so. It prints the versions: those of Debian follow its release.
set -u
node_folder=build/referees
missing=""
command -v soffice >/dev/null 2>&1 || missing="$missing libreoffice-writer-nogui libreoffice-calc-nogui"
command -v pdftoppm >/dev/null 2>&1 || missing="$missing poppler-utils"
[ -d /usr/share/fonts/truetype/liberation ] || [ -d /usr/share/fonts/truetype/liberation2 ] || missing="$missing fonts-liberation"
ls /usr/lib/*/libical.so.3 >/dev/null 2>&1 || missing="$missing libical3"
command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
command -v nginx >/dev/null 2>&1 || [ -x /usr/sbin/nginx ] || missing="$missing nginx-light"
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing="$missing postgresql"
if [ -n "$missing" ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "installing$missing"
    # Another apt may be at work: its lock is waited for.
    wait_for_lock="-o DPkg::Lock::Timeout=120"
    # shellcheck disable=SC2086 -- two words
    apt-get $wait_for_lock update -qq >/dev/null 2>&1 || echo "WARNING: apt-get update failed; lists of packages may be old"
    # Each by itself, so that one that this Debian does not have takes no other with it.
    for package in $missing; do
      # shellcheck disable=SC2086 -- two words
      DEBIAN_FRONTEND=noninteractive apt-get $wait_for_lock install -y -qq --no-install-recommends "$package" >/dev/null 2>&1 ||
        echo "WARNING: could not install $package; checks that need it will be SKIPPED"
    done
  else
    echo "WARNING: not installed (needs root and apt):$missing; checks that need them will be SKIPPED"
  fi
fi
if command -v npm >/dev/null 2>&1; then
  # What is installed carries the lock that it was installed from.
  cmp -s locks/node/package-lock.json "$node_folder/installed.json" ||
    { mkdir -p "$node_folder" && cp locks/node/package.json locks/node/package-lock.json locks/node/.npmrc "$node_folder/" &&
      (cd "$node_folder" && npm ci --silent --no-fund --no-audit >/dev/null 2>&1 && cp package-lock.json installed.json); } ||
    echo "WARNING: could not install the packages of Node; the calendar referee runs without its parsers, checks with axe-core will be SKIPPED"
else
  echo "WARNING: no npm; the calendar referee runs without the parsers of Node, checks with axe-core will be SKIPPED"
fi
if command -v dpkg-query >/dev/null 2>&1; then
  # shellcheck disable=SC2016 -- the braces are dpkg-query's
  dpkg-query --show --showformat '${db:Status-Abbrev}${Package} ${Version}\n' \
    libreoffice-writer-nogui libreoffice-writer libreoffice-calc-nogui libreoffice-calc poppler-utils \
    fonts-liberation fonts-liberation2 libical3 chromium postgresql nginx-light nodejs 2>/dev/null | sed -n 's/^ii */Debian: /p'
fi
command -v node >/dev/null 2>&1 && echo "Node: $(node --version)"
exit 0

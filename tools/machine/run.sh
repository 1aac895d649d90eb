# The blocks of the manual, as they stand, on the computer that they are for; what they promise is asked after each.
# Two starts: what is enabled must come up by itself at the second.
export LANG=C.UTF-8 HOME=/root
version=$(cat /trial/version)
name=portal.school.example

say() { echo "TRIED $1 $2"; }

# try WORDS COMMAND…: whether it holds; what it printed is said where it does not.
try() {
  local what=$1 printed
  shift
  if printed=$("$@" 2>&1); then say held "$what"; else say failed "$what"; echo "$printed" | tail -n 20; fi
}

block() { cd "/root/roadmap-engine-$version" && bash -eu -o pipefail "/trial/$1"; }

# An emulated computer is slow: what does not hold yet may hold in a minute.
until_true() {
  local last=$((SECONDS + 90))
  while [ $SECONDS -lt $last ]; do "$@" >/dev/null 2>&1 && return 0; sleep 1; done
  "$@"
}

answers() { until_true curl_page /login/; }
curl_page() { /opt/roadmap/bin/python /trial/ask.py page "$1"; }
ask() { until_true /opt/roadmap/bin/python /trial/ask.py "$@"; }

killed_comes_back() {
  local before
  before=$(systemctl show -P MainPID roadmap-portal)
  systemctl kill --signal=KILL roadmap-portal
  sleep 4
  answers && [ "$(systemctl show -P MainPID roadmap-portal)" != "$before" ]
}

copied() { systemctl start roadmap-backup || { journalctl -u roadmap-backup --no-pager --output cat; return 1; }; }

no_restarts() { systemctl is-active roadmap-portal && [ "$(systemctl show -P NRestarts roadmap-portal)" = 0 ]; }

first() {
  try "installed from the folder alone" block "Поставить-3"
  try "the link names the version" test "$(readlink /opt/roadmap)" = "roadmap-$version"
  try "service of systemd" block "Служба systemd-1"
  install -d -m 0755 /etc/ssl/roadmap
  openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj "/CN=$name" -addext "subjectAltName=DNS:$name" \
    -keyout /etc/ssl/roadmap/key.pem -out /etc/ssl/roadmap/fullchain.pem 2>/dev/null
  try "nginx before it" block "https: nginx-1"
  try "https answers" answers
  cp -r /root/example /srv/roadmaps/school-1 && cp -r /root/roadmaps /srv/ && chown -R roadmap: /srv/roadmaps
  try "the first administrator comes in by the journal's address" ask first
  try "the school's plan, its papers drawn in a process of their own, and the order" ask papers
  try "nothing was ended by the walls of the service" no_restarts
  try "a copy by the service" copied
  try "the timer stands" systemctl is-active roadmap-backup.timer
  sed -i '/ serve /d' "/trial/Копии-1"
  try "the copy opens, and doctor finds it well" block "Копии-1"
  try "killed, it comes back by itself" killed_comes_back
  cp -r "/opt/roadmap-$version" /opt/roadmap-1.1.0
  find /opt/roadmap-1.1.0/bin -maxdepth 1 -type f -exec sed -i "1s/roadmap-$version/roadmap-1.1.0/" {} +
  try "upgraded" block "Обновить и вернуться-1"
  try "the new version answers, the administrator is still known" ask known
  try "back again" block "Обновить и вернуться-2"
  try "the version before answers, the administrator is still known" ask known
}

second() {
  try "after a start of the computer it answers by itself" answers
  try "and knows its administrator" ask known
  try "PostgreSQL" block "PostgreSQL-1"
  try "the first administrator of the new database" ask first
  try "papers over PostgreSQL" ask papers
  try "nothing was ended by the walls of the service" no_restarts
  echo "TRIED everything"
}

cd /root
if [ -e /trial/first ]; then second; else touch /trial/first; first; fi
journalctl -u roadmap-portal --no-pager | tail -n 40
sync
systemctl poweroff --force

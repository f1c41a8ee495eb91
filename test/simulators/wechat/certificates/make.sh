#!/bin/sh
# Makes the platform certificate and its key again. `openssl ca` because only it (in OpenSSL 3.0) sets
# the first day of validity, and a machine with a clock in the past must accept it too.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
touch "$work/index"
echo 5157F09EFDC096DE15EBE81A47057A7232F1B8E1 > "$work/serial"
cat > "$work/config" <<END
[ca]
default_ca = self
[self]
database = $work/index
new_certs_dir = $work
serial = $work/serial
default_md = sha256
policy = any
[any]
commonName = supplied
END
openssl req -new -newkey rsa:2048 -nodes \
  -subj '/CN=Tenpay.com simulated' -keyout platform.key -out "$work/request"
openssl ca -batch -selfsign -config "$work/config" -keyfile platform.key -in "$work/request" \
  -startdate 20200101000000Z -enddate 21200101000000Z -notext -out platform.pem

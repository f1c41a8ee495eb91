#!/bin/sh
# Makes the simulators' certificate again. `openssl ca` because only it (in OpenSSL 3.0) sets the first
# day of validity, and a machine with a clock in the past must accept it too.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
touch "$work/index"
cat > "$work/config" <<END
[ca]
default_ca = self
[self]
database = $work/index
new_certs_dir = $work
rand_serial = yes
default_md = sha256
policy = any
x509_extensions = loopback
[any]
commonName = supplied
[loopback]
basicConstraints = critical, CA:TRUE
subjectKeyIdentifier = hash
subjectAltName = IP:127.0.0.1, DNS:localhost
END
openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes \
  -subj '/CN=Simulators on loopback' -keyout loopback.key -out "$work/request"
openssl ca -batch -selfsign -config "$work/config" -keyfile loopback.key -in "$work/request" \
  -startdate 20200101000000Z -enddate 21200101000000Z -notext -out loopback.pem

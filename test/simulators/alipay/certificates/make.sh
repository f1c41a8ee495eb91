#!/bin/sh
# Makes the simulator's keys and certificates again (OpenSSL 3): an authority with an RSA root, one with
# an elliptic root, which Alipay's serial numbers leave out, and one more with RSA.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
days=36500
root() { # name, subject, serial, key options
  openssl req -x509 -nodes -days $days -subj "$2" -set_serial "$3" -sha256 \
    -keyout "$work/$1.key" -out "$work/$1.crt" -newkey "$4" ${5:+-pkeyopt "$5"}
}
root one '/C=CN/O=Saoma Simulator/OU=Certification Authority/CN=Simulated R1' 0x61 rsa:2048
root two '/C=CN/O=Saoma Simulator/CN=Simulated E1' 0x62 ec ec_paramgen_curve:prime256v1
root three '/C=CN/O=Saoma Simulator\, once more/CN=Simulated R2' 0x8fffffffffffffff rsa:2048
cat "$work/one.crt" "$work/two.crt" "$work/three.crt" > root-certificates.crt
leaf() { # name, subject, serial, authority
  openssl req -new -nodes -newkey rsa:2048 -subj "$2" -keyout "$1.key" -out "$work/$1.csr"
  openssl x509 -req -days $days -sha256 -in "$work/$1.csr" -set_serial "$3" \
    -CA "$work/$4.crt" -CAkey "$work/$4.key" -out "$work/$1.crt"
}
leaf app '/C=CN/O=Corner shop/CN=2021000122671080' 0x1ea07b5c2f9d4c3188a1c0ffee000001 three
leaf alipay '/C=CN/O=Saoma Simulator/CN=Alipay signing' 0xd00d7b5c2f9d4c3188a1c0ffee000002 one
cp "$work/app.crt" app-certificate.crt
# as Alipay's own file: its certificate, and the one that issued it
cat "$work/alipay.crt" "$work/one.crt" > alipay-certificate.crt

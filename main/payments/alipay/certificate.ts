import { createHash, X509Certificate } from 'node:crypto';

/** Signatures made with RSA, of any digest: SM2 and other roots are left out (payment-facts 2.3). */
const rsaSignatureOids = '1.2.840.113549.1.1.';

const pemBlock = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/**
 * What Alipay calls a certificate's SN, which is not its serial number: the MD5 of the issuer's name,
 * innermost part first, followed by the serial number in decimal (payment-facts 2.3).
 * @throws Error when it is no certificate.
 */
export function certificateSn(pem: string): string {
  return snOf(new X509Certificate(pem));
}

/** The SNs of the roots that are signed with RSA, in the file's order, joined by `_`. */
export function rootCertificateSn(pems: string): string {
  return certificatesIn(pems)
    .filter(({ signatureAlgorithmOid }) => signatureAlgorithmOid.startsWith(rsaSignatureOids))
    .map(snOf)
    .join('_');
}

/** Alipay's own file holds its certificate and the one that issued it; the first is Alipay's. */
export function certificatesIn(pems: string): X509Certificate[] {
  return (pems.match(pemBlock) ?? []).map((pem) => new X509Certificate(pem));
}

export function snOf({ issuer, serialNumber }: X509Certificate): string {
  const name = issuer.split('\n').reverse().map(unescape2253).join(',');
  const serial = BigInt(`0x${serialNumber}`).toString(10);
  return createHash('md5').update(`${name}${serial}`, 'utf8').digest('hex');
}

/** Node spells names with RFC 2253's escapes (`\,`), which are no part of the name itself. */
function unescape2253(part: string): string {
  return part.replaceAll(/\\(.)/g, '$1');
}

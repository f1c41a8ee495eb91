import { generateKeyPairSync } from 'node:crypto';
import { expect, it } from 'vitest';
import { Needles } from './needles.ts';

const emvCode = 'hQVDUFYwMWEaTwegAAAAVVVVVw8SNFZ4kBI0WNGRIgESNF8=';

it('finds what was planted, in whatever form', () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const code = '134071826350917426';
  const needles = new Needles([
    { name: 'code', kind: 'digits', value: code },
    { name: 'EMVCo code', kind: 'text', value: emvCode },
    { name: 'key', kind: 'key', value: pem },
  ]);
  const inGroups = code.replaceAll(/(.{4})/g, '$1 ');
  const hex = Buffer.from(code).toString('hex');
  const base64 = Buffer.from(`my ${code}!`).toString('base64');
  const traces = [
    `the code ${code}.`,
    `"hint":"${code.slice(4, 15)}"`,
    `in groups ${inGroups}`,
    `hex 0d${hex}0a`,
    `base64 ${base64}`,
    `{"code":"${emvCode}"}`,
    `first lines lost ${pem.split('\n').slice(12, 14).join('\\n')}`,
    `in one line ${pem.replaceAll(/\s/g, '').slice(700, 800)}`,
    `in hex ${privateKey.export({ type: 'pkcs8', format: 'der' }).toString('hex')}`,
  ];
  const missed = traces.filter((trace) => needles.in(Buffer.from(trace)).length === 0);
  expect(missed).toEqual([]);
  expect(needles.in(Buffer.from(`**************${code.slice(-4)}`))).toEqual([]);
});

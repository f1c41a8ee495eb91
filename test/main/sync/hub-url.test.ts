import { expect, it } from 'vitest';
import { parseHubUrl } from '../../../main/sync/hub-url.ts';

it.each([
  ['https://hub.example.cn', 'https://hub.example.cn'],
  ['https://hub.example.cn:8443/', 'https://hub.example.cn:8443'],
  ['http://127.0.0.1:4000', 'http://127.0.0.1:4000'],
  ['http://[::1]:4000', 'http://[::1]:4000'],
  ['http://hub.example.cn', null],
  ['http://127.0.0.1.example.cn', null],
  ['file:///etc/passwd', null],
  ['hub', null],
])('takes %s as %s: sales do not cross a network in plain sight', (text, origin) => {
  expect(parseHubUrl(text)).toBe(origin);
});

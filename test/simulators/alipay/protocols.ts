import type { KeyObject } from 'node:crypto';
import type { Answer } from './answers.ts';
import { alipayCertSn } from './keys.ts';
import type { Method } from './request.ts';
import type { Fault } from './scenarios.ts';
import { signatureHeaders, signed } from './wire.ts';

/** What goes out: the same in both protocols' eyes, bytes and headers. */
export type Reply = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

export type Signing = {
  readonly key: KeyObject;
  readonly nowMs: number;
  readonly isCertificateMode: boolean;
  readonly fault: Fault | null;
};

const hourMs = 3_600_000;

/** OpenAPI v3: a success is signed, an error is not (as its gateway was seen to do). */
export function v3Reply(answer: Answer, signing: Signing): Reply {
  switch (answer.kind) {
    case 'success':
      return v3Success(answer.body, signing);
    case 'waiting': {
      if (answer.isError) return v3Error(400, 'ACQ.USER_PAYING', '等待用户付款');
      return v3Success(
        { code: '10003', msg: 'order success pay inprocess', ...answer.body },
        signing,
      );
    }
    case 'refused':
      return v3Error(400, answer.refusal.code, answer.refusal.message);
    case 'system-error':
      return v3Error(500, 'unknow-error', '系统繁忙');
    case 'rate-limit':
      return v3Error(429, 'app-call-limited', '应用调用次数超限');
  }
}

export function v3Error(status: number, code: string, message: string): Reply {
  const links = [{ link: 'https://open.alipay.com/', desc: '解决方案' }];
  return { status, headers: json, body: wireJson({ code, message, links }) };
}

function v3Success(content: object, { key, nowMs, isCertificateMode, fault }: Signing): Reply {
  const body = wireJson(content);
  if (fault === 'unsigned') return { status: 200, headers: json, body };
  const text = fault === 'wrong-signature' ? '{}' : body;
  const timestampMs = fault === 'wrong-clock' ? nowMs - hourMs : nowMs;
  const sn = isCertificateMode ? alipayCertSn : undefined;
  return {
    status: 200,
    headers: { ...json, ...signatureHeaders(key, text, timestampMs, sn) },
    body,
  };
}

/** OpenAPI 2.0: HTTP 200 whatever happened; the inner object's own text is what is signed. */
export function gatewayReply(method: Method, answer: Answer, signing: Signing): Reply {
  const { key, isCertificateMode, fault } = signing;
  const content = wireJson(gatewayContent(answer));
  const name = `${method.replaceAll('.', '_')}_response`;
  const sn = isCertificateMode ? `,"alipay_cert_sn":"${alipayCertSn}"` : '';
  const sign = signed(key, fault === 'wrong-signature' ? '{}' : content);
  const signature = fault === 'unsigned' ? '' : `,"sign":"${sign}"`;
  const headers = { 'Content-Type': 'text/html;charset=utf-8' };
  return { status: 200, headers, body: `{"${name}":${content}${sn}${signature}}` };
}

function gatewayContent(answer: Answer): object {
  switch (answer.kind) {
    case 'success':
      return { code: '10000', msg: 'Success', ...answer.body };
    case 'waiting':
      return { code: '10003', msg: ' order success pay inprocess', ...answer.body };
    case 'refused': {
      const { code, message } = answer.refusal;
      const isBusiness = code.startsWith('ACQ.');
      const kind = isBusiness
        ? { code: '40004', msg: 'Business Failed' }
        : { code: '40002', msg: 'Invalid Arguments' };
      return { ...kind, sub_code: code, sub_msg: message };
    }
    case 'system-error':
      return { code: '20000', msg: 'Service Unavailable', sub_code: 'isp.unknow-error' };
    case 'rate-limit':
      return { code: '40005', msg: 'Call Limited', sub_code: 'isv.app-call-limited' };
  }
}

/** As Alipay writes JSON: slashes escaped. */
function wireJson(content: object): string {
  return JSON.stringify(content).replaceAll('/', '\\/');
}

const json = { 'Content-Type': 'application/json;charset=utf-8' };

export const badGateway: Reply = {
  status: 502,
  headers: { 'Content-Type': 'text/html' },
  body: '<html><h1>502 Bad Gateway</h1></html>',
};

import { beforeEach, describe, expect, it } from 'vitest';
import { limits } from '../../main/contract/limits.ts';
import type { AccountShown, ReconciledDay } from '../../main/contract/payments/queries.ts';
import { accountName, merchantToTell } from '../../renderer/screens/accounts/account-name.ts';
import {
  accountStanding,
  keyStanding,
  merchantsOf,
} from '../../renderer/screens/accounts/standing.ts';
import { byDay, dayStanding } from '../../renderer/screens/reconcile/standing.ts';
import { speak } from '../../renderer/text.ts';
import { accountList, reconciledDays } from './sample-accounts.ts';
import { sampleTime as at } from './sample-records.ts';

describe('accounts and days in words', () => {
  beforeEach(() => speak('en', 'CNY', 'Asia/Shanghai'));

  const account = (id: string): AccountShown => {
    const found = accountList.accounts.find(({ accountId }) => accountId === id);
    if (!found) throw new Error(id);
    return found;
  };
  const dayMs = 24 * 3_600_000;
  const certificate = (expiresAt: number | null) => ({
    key: 'merchant-certificate' as const,
    isSet: true,
    fingerprint: null,
    setAt: null,
    expiresAt,
    isListening: false,
  });

  it('a certificate is spoken of thirty days before its end, and is off after it', () => {
    const standing = (expiresAt: number | null) => keyStanding(certificate(expiresAt), at).health;
    expect(standing(null)).toBe('ready');
    expect(standing(at + limits.certificateWarnMs)).toBe('ready');
    expect(standing(at + limits.certificateWarnMs - 1)).toBe('attention');
    expect(standing(at)).toBe('off');
    expect(keyStanding(certificate(at + 1), at).words).toBe('Expires in 1 day');
    expect(keyStanding({ ...certificate(at + dayMs), isSet: false }, at).health).toBe('off');
  });

  it('an account stands as main says, and as its weakest key does', () => {
    expect(accountStanding(account('unionpay'), at).health).toBe('ready');
    expect(accountStanding(account('alipay'), at).words).toContain('not a key');
    expect(accountStanding(account('wechat'), at).words).toBe(
      'Merchant certificate · Expires in 12 days',
    );
  });

  it('who is paid comes first, whatever the settings’ order', () => {
    const names = (active: string | null) =>
      merchantsOf(accountList.accounts, active).map(({ merchantId }) => merchantId);
    expect(names('south')).toEqual(['south', 'north']);
    expect(names('north')).toEqual(['north', 'south']);
    expect(names(null)).toEqual(['north', 'south']);
  });

  it('a merchant is named only where a provider has several accounts', () => {
    expect(merchantToTell(account('alipay'), accountList.accounts)).toBeNull();
    expect(accountName(account('wechat-south'), accountList.accounts)).toMatch(
      /^WeChat Pay · South/,
    );
    expect(accountName(account('wechat-south'), [])).toBe('WeChat Pay');
  });

  it('every state of a day has its own shape and words', () => {
    const [unread] = reconciledDays;
    if (!unread) throw new Error('no day');
    const of = (change: Partial<ReconciledDay>) => dayStanding({ ...unread, ...change });
    expect(of({})).toEqual({ health: 'none', words: 'Not fetched' });
    expect(of({ state: 'reading' }).words).toBe('Being read');
    expect(of({ state: 'reading', rowsRead: 1_000_000 }).words).toBe('1,000,000 rows read');
    expect(of({ state: 'failed', failure: 'statement.not-ready' }).health).toBe('none');
    expect(of({ state: 'failed', failure: 'statement.unreadable' }).health).toBe('off');
    expect(of({ state: 'open', openDifferences: 1 })).toEqual({
      health: 'attention',
      words: '1 difference',
    });
    expect(of({ state: 'open', differences: 7 }).words).toBe('All agrees');
    expect(of({ state: 'closed' })).toEqual({ health: 'ready', words: 'Reconciled' });
  });

  it('days come newest first, each with its accounts in their order', () => {
    const shuffled = reconciledDays.toReversed();
    expect(byDay(shuffled).map(({ day }) => day)).toEqual([
      '2026-03-02',
      '2026-03-01',
      '2026-02-28',
    ]);
    expect(byDay(reconciledDays)[0]?.accounts).toHaveLength(4);
  });
});

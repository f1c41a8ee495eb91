import type { NoticeShown } from '../contract/snapshots.ts';

/** Cards kept at once; the oldest makes room. */
const noticesKept = 4;

export type Notices = {
  add(notice: Pick<NoticeShown, 'kind' | 'code' | 'data' | 'action'>): void;
  dismiss(noticeId: string): void;
  /** Takes away the cards of a code, when what they say is over. */
  clear(code: string): void;
  list(): readonly NoticeShown[];
};

/** The quiet cards beside the sale. They are words about what is kept elsewhere, so memory is enough. */
export function createNotices(now: () => number, newId: () => string): Notices {
  let notices: readonly NoticeShown[] = [];
  return {
    add(notice) {
      const others = notices.filter(
        ({ code, action }) => code !== notice.code || action?.value !== notice.action?.value,
      );
      notices = [...others, { ...notice, id: newId(), at: now() }].slice(-noticesKept);
    },
    dismiss(noticeId) {
      notices = notices.filter(({ id }) => id !== noticeId);
    },
    clear(code) {
      notices = notices.filter((notice) => notice.code !== code);
    },
    list: () => notices,
  };
}

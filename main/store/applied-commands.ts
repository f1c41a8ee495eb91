import type { DatabaseSync } from 'node:sqlite';
import type { CommandReceipt } from '../contract/commands.ts';
import type { Result } from '../contract/failure.ts';
import { limits } from '../contract/limits.ts';

/** The replies of the latest commands, so that one that is repeated is answered and not applied again. */
export type AppliedCommands = {
  reply(commandId: string): Result<CommandReceipt> | null;
  remember(commandId: string, reply: Result<CommandReceipt>): void;
};

export function openAppliedCommands(database: DatabaseSync): AppliedCommands {
  const read = database.prepare('SELECT reply FROM applied_command WHERE command_id = ?');
  const write = database.prepare('INSERT INTO applied_command (command_id, reply) VALUES (?, ?)');
  const forget = database.prepare('DELETE FROM applied_command WHERE rank <= ?');

  return {
    reply(commandId) {
      const row = read.get(commandId);
      return row ? JSON.parse(String(row.reply)) : null;
    },
    remember(commandId, reply) {
      const { lastInsertRowid } = write.run(commandId, JSON.stringify(reply));
      forget.run(Number(lastInsertRowid) - limits.rememberedReplies);
    },
  };
}

import * as v from 'valibot';
import { type Task, task } from '../machine/task.ts';
import { checkStorage } from './check-storage.ts';
import { drillDiskFull } from './disk-full.ts';
import { drillPowerCut, sellForEver } from './power-cut.ts';

// A process of the bench's own: what it does to a disk takes time, and a drill kills itself.

const [, program = '', words = ''] = process.argv;

async function run(asked: Task): Promise<unknown> {
  switch (asked.do) {
    case 'check-storage':
      return checkStorage(asked.path);
    case 'disk-full':
      return drillDiskFull(asked.folder, asked.hasOwnDisk);
    case 'power-cut': {
      const { folder } = asked;
      const sell: Task = { do: 'sell', folder };
      return await drillPowerCut(folder, [process.execPath, program, JSON.stringify(sell)]);
    }
    case 'sell':
      return sellForEver(asked.folder);
  }
}

console.log(JSON.stringify(await run(v.parse(v.pipe(v.string(), v.parseJson(), task), words))));

import type { SoundEvent } from '../main/contract/snapshots.ts';

type Tone = { readonly hertz: number; readonly fromMs: number; readonly lastsMs: number };

/** Short figures that are told apart without looking: up is good, down is bad, twice is look here. */
const tones: Record<SoundEvent['sound'], readonly Tone[]> = {
  item: [{ hertz: 1_320, fromMs: 0, lastsMs: 70 }],
  'not-found': [
    { hertz: 330, fromMs: 0, lastsMs: 120 },
    { hertz: 262, fromMs: 140, lastsMs: 180 },
  ],
  paid: [
    { hertz: 784, fromMs: 0, lastsMs: 110 },
    { hertz: 988, fromMs: 120, lastsMs: 110 },
    { hertz: 1_319, fromMs: 240, lastsMs: 220 },
  ],
  refused: [
    { hertz: 392, fromMs: 0, lastsMs: 160 },
    { hertz: 262, fromMs: 180, lastsMs: 320 },
  ],
  attention: [
    { hertz: 880, fromMs: 0, lastsMs: 100 },
    { hertz: 880, fromMs: 180, lastsMs: 100 },
  ],
};

let speaker: AudioContext | null = null;

export function play(sound: SoundEvent['sound']): void {
  speaker ??= new AudioContext();
  // A page that nobody has touched yet may start suspended; resuming then waits for a touch.
  if (speaker.state === 'suspended') void speaker.resume();
  for (const tone of tones[sound]) sing(speaker, tone);
}

function sing(context: AudioContext, { hertz, fromMs, lastsMs }: Tone): void {
  const starts = context.currentTime + fromMs / 1_000;
  const ends = starts + lastsMs / 1_000;
  const voice = context.createOscillator();
  const loudness = context.createGain();
  voice.frequency.value = hertz;
  // A ramp at each end: a tone cut off mid-wave clicks.
  loudness.gain.setValueAtTime(0, starts);
  loudness.gain.linearRampToValueAtTime(0.2, starts + 0.008);
  loudness.gain.setValueAtTime(0.2, ends - 0.02);
  loudness.gain.linearRampToValueAtTime(0, ends);
  voice.connect(loudness).connect(context.destination);
  voice.start(starts);
  voice.stop(ends);
}

import { BOUGHT } from './bought.ts';
import type { Channel } from './channel.ts';
import { OTHER } from './other.ts';

/** The dozen channels of the demo company. Every figure is chosen so that one of the five verdicts is the right answer, and can be learnt from the data. */
export const CHANNELS: readonly Channel[] = [...BOUGHT, ...OTHER];

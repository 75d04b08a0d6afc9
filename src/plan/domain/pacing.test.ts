import { expect, test } from 'vitest';
import { paceOf, shareOf } from './pacing.ts';

test('the month passes by working days: two of its five, though four of its seven days are over', () => {
  expect(shareOf([0, 1, 1, 0, 1, 1, 1], 4)).toBe(0.4);
  expect(shareOf([1, 1, 0.5, 0], 4)).toBe(1);
  expect(shareOf([1, 1, 0.5, 0], 0)).toBe(0);
});

test('a month without a single working day passes by the calendar', () => expect(shareOf([0, 0, 0, 0], 1)).toBe(0.25));

test('half of the month: 95 of 200 leads are good, 88 behind, 84 bad', () => {
  expect(paceOf(200, 95, 0.5, 'events')).toEqual({ planToDate: 100, pace: 0.95, band: 'good' });
  expect(paceOf(200, 88, 0.5, 'events')?.band).toBe('behind');
  expect(paceOf(200, 84, 0.5, 'events')?.band).toBe('bad');
});

test('spending more than planned is what is bad about spending', () => {
  expect(paceOf(200, 60, 0.5, 'spent')?.band).toBe('good');
  expect(paceOf(200, 104, 0.5, 'spent')?.band).toBe('good');
  expect(paceOf(200, 110, 0.5, 'spent')?.band).toBe('behind');
  expect(paceOf(200, 120, 0.5, 'spent')?.band).toBe('bad');
});

test('too early to say: the first fifth of the month, or a handful of events', () => {
  expect(paceOf(200, 0, 0.19, 'events')?.band).toBe('early');
  expect(paceOf(9, 0, 0.5, 'events')?.band).toBe('early');
  expect(paceOf(9, 0, 0.5, 'earned')?.band).toBe('bad');
  expect(paceOf(200, 0, 0, 'events')).toBeNull();
  expect(paceOf(0, 5, 0.5, 'events')).toBeNull();
});

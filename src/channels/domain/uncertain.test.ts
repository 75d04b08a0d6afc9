import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawGamma, drawNormal, seeded } from './random.ts';
import { expectedGainShare, expectedLossShare, probabilityAbove, times } from './uncertain.ts';

describe('closed forms against simulation', () => {
  it('probability, expected loss and expected gain agree with 200 000 draws', () => {
    const random = seeded('uncertain');
    const rate = { events: 7.5, money: 300_000 };
    const target = { median: 45_000, logSd: 0.4 };
    let [above, loss, gain] = [0, 0, 0];
    const n = 200_000;
    for (let i = 0; i < n; i++) {
      const worth = drawGamma(random, rate.events, rate.money) * target.median * Math.exp(target.logSd * drawNormal(random));
      above += worth < 1 ? 1 : 0;
      loss += Math.max(0, 1 - worth);
      gain += Math.max(0, worth - 1);
    }
    expect(probabilityAbove(rate, target)).toBeCloseTo(above / n, 2);
    expect(expectedLossShare(rate, target)).toBeCloseTo(loss / n, 2);
    expect(expectedGainShare(rate, target)).toBeCloseTo(gain / n, 2);
  });

  it('a sure target needs no averaging, and errors add as squares', () => {
    expect(probabilityAbove({ events: 1, money: 3 }, { median: 1, logSd: 0 })).toBeCloseTo(1 - Math.exp(-3), 12);
    expect(times({ median: 10, logSd: 0.3 }, { median: 0.5, logSd: 0.4 })).toEqual({ median: 5, logSd: 0.5 });
  });

  it('loss is a share of the spend, gain is not negative, and without spend there is neither', () => {
    const positive = fc.double({ min: 0.5, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(positive, positive, positive, fc.double({ min: 0, max: 1, noNaN: true }), (events, money, median, logSd) => {
        const loss = expectedLossShare({ events, money }, { median, logSd });
        expect(loss).toBeGreaterThanOrEqual(0);
        expect(loss).toBeLessThanOrEqual(1);
        expect(expectedGainShare({ events, money }, { median, logSd })).toBeGreaterThanOrEqual(0);
      }),
    );
    expect(expectedLossShare({ events: 1, money: 0 }, { median: 1, logSd: 0 })).toBe(0);
    expect(expectedGainShare({ events: 1, money: 0 }, { median: 1, logSd: 0 })).toBe(0);
  });
});

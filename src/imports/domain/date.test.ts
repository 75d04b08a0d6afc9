import { describe, expect, it } from 'vitest';
import { calendarDay, type DateOrder, daysBetween, moment, unixMoment } from './date.ts';
import { zoneOffset } from './zone.ts';

const moscow = zoneOffset('Europe/Moscow');
const berlin = zoneOffset('Europe/Berlin');

function at(text: string | number, order: DateOrder | null = null, zone = moscow) {
  const value = moment(text, order, zone);
  return value && 'at' in value ? value.at : value;
}

describe('calendarDay', () => {
  it.each([
    ['2026-09-01', null, '2026-09-01'],
    ['2026/9/1', null, '2026-09-01'],
    ['20260901', null, '2026-09-01'],
    ['01.09.2026', null, '2026-09-01'],
    ['1.9.26', null, '2026-09-01'],
    ['01.09.2026 г.', null, '2026-09-01'],
    ['03/04/2026', 'dmy', '2026-04-03'],
    ['03/04/2026', 'mdy', '2026-03-04'],
    ['20-10-16', 'dmy', '2016-10-20'],
    ['25/12/2026', null, '2026-12-25'],
    ['12/25/2026', null, '2026-12-25'],
    ['05/05/2026', null, '2026-05-05'],
    ['1 сент. 2026', null, '2026-09-01'],
    ['1 сентября 2026 г.', null, '2026-09-01'],
    ['12 мая 2026', null, '2026-05-12'],
    ['1 сент. 2026 г., 10:15', null, '2026-09-01'],
    ['Sep 1, 2026', null, '2026-09-01'],
    ['September 1, 2026', null, '2026-09-01'],
    ['1 Sep 2026', null, '2026-09-01'],
    ['1 févr. 2026', null, '2026-02-01'],
    ['Tue, Sep 1, 2026', null, '2026-09-01'],
    ['вт, 1 сент. 2026', null, '2026-09-01'],
    [46_266, null, '2026-09-01'],
    ['2026-09-01T23:30:00+03:00', null, '2026-09-01'],
  ] as const)('%s (%s) → %s', (text, order, expected) => {
    expect(calendarDay(text, order)).toBe(expected);
  });

  it('refuses what is no date and does not guess an order', () => {
    expect(calendarDay('03/04/2026', null)).toEqual({ fault: 'date_ambiguous' });
    for (const text of ['31.02.2026', '2026-13-01', '32/01/2026', 'вчера', '12', '2026', '29.02.2025', '1 мартобря 2026'])
      expect(calendarDay(text, null)).toEqual({ fault: 'date' });
    expect(calendarDay('13/14/2026', 'dmy')).toEqual({ fault: 'date' });
    expect(calendarDay('12/25/2026', 'dmy')).toEqual({ fault: 'date' }); // the column says day first: no silent swap
    expect(calendarDay('01.01.1970', null)).toEqual({ fault: 'date_out_of_range' });
    expect(calendarDay('29.02.2024', null)).toBe('2024-02-29');
    expect(calendarDay('—', null)).toBeNull();
  });
});

describe('moment', () => {
  it('a time without a zone is the local time of the workspace', () => {
    expect(moment('2026-09-01', null, moscow)).toEqual({ at: '2026-08-31T21:00:00.000Z', day: '2026-09-01' });
    expect(at('01.09.2026 10:15')).toBe('2026-09-01T07:15:00.000Z');
    expect(at('2026-09-01T10:15:30')).toBe('2026-09-01T07:15:30.000Z');
    expect(at('2026-09-01 10:15:30.123456')).toBe('2026-09-01T07:15:30.000Z');
    expect(at('9/1/2026 12:05 AM', 'mdy')).toBe('2026-08-31T21:05:00.000Z');
    expect(at('9/1/2026 1:05 p.m.', 'mdy')).toBe('2026-09-01T10:05:00.000Z');
    expect(at('2026-09-01 24:00')).toEqual({ fault: 'date' });
    expect(at('2026-09-01 13:00 PM')).toEqual({ fault: 'date' });
    expect(at(46_266.5)).toBe('2026-09-01T09:00:00.000Z');
  });

  it('a time with a zone is that moment, on the day of the workspace', () => {
    expect(moment('2026-09-01T23:30:00Z', null, moscow)).toEqual({ at: '2026-09-01T23:30:00.000Z', day: '2026-09-02' });
    expect(moment('2021-05-31T15:10:16+03:00', null, moscow)).toEqual({ at: '2021-05-31T12:10:16.000Z', day: '2021-05-31' });
    expect(at('2026-09-01 10:00:00 -0530')).toBe('2026-09-01T15:30:00.000Z');
  });

  it('summer time: a skipped hour moves forward, a repeated one is the first', () => {
    expect(at('2026-03-29 01:59', null, berlin)).toBe('2026-03-29T00:59:00.000Z');
    expect(at('2026-03-29 02:30', null, berlin)).toBe('2026-03-29T01:30:00.000Z');
    expect(at('2026-03-29 03:00', null, berlin)).toBe('2026-03-29T01:00:00.000Z');
    expect(at('2026-10-25 02:30', null, berlin)).toBe('2026-10-25T00:30:00.000Z');
    expect(at('2026-10-25 03:30', null, berlin)).toBe('2026-10-25T02:30:00.000Z');
    expect(at('2014-10-26 00:30')).toBe('2014-10-25T20:30:00.000Z'); // Moscow moved from +4 to +3 at 2:00
  });

  it('seconds since 1970 where a format says so', () => {
    expect(unixMoment('1481718166', moscow)).toEqual({ at: '2016-12-14T12:22:46.000Z', day: '2016-12-14' });
    expect(unixMoment(1_481_718_166_000, moscow)).toMatchObject({ at: '2016-12-14T12:22:46.000Z' });
    expect(unixMoment('2016-12-14', moscow)).toEqual({ fault: 'date' });
  });

  it('days between', () => {
    expect(daysBetween('2026-02-27', '2026-03-01')).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
    expect(daysBetween('2026-03-01', '2026-02-27')).toEqual([]);
  });
});

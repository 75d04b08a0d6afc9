type Option = { value: string; label: string };

/** Both ways to read a value that can be read two ways: what a person chooses between. */
export const readings = {
  /** 03/04/2026 → 3 April or 4 March, the day shown by `day`. */
  dates(example: string, day: (iso: string) => string): Option[] {
    const [, a = '1', b = '2', year = '2026'] = /^(\d{1,2})[-./](\d{1,2})[-./](\d{4}|\d{2})/.exec(example) ?? [];
    const iso = (month: string, of: string) => `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${of.padStart(2, '0')}`;
    return [
      { value: 'dmy', label: day(iso(b, a)) },
      { value: 'mdy', label: day(iso(a, b)) },
    ];
  },

  /** 1,234 → one and a bit, or one thousand two hundred and thirty-four. */
  numbers(example: string, language: string): Option[] {
    const digits = example.replace(/[^\d.,-]/g, '');
    const written = (decimal: string) => {
      const grouping = decimal === '.' ? ',' : '.';
      const value = Number(digits.replaceAll(grouping, '').replace(decimal, '.'));
      return new Intl.NumberFormat(language, { maximumFractionDigits: 6 }).format(value);
    };
    return [
      { value: 'dot', label: written('.') },
      { value: 'comma', label: written(',') },
    ];
  },
};

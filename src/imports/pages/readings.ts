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

/** The first of the examples whose two readings differ, with them: 01/01/2026 tells nobody anything. */
export function telling(values: readonly string[], read: (value: string) => Option[]): { example: string; options: Option[] } {
  const example = values.find((value) => new Set(read(value).map((option) => option.label)).size > 1) ?? values[0] ?? '';
  return { example, options: read(example) };
}

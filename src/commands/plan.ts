import { reckon } from '../plan/domain/funnel.ts';
import type { Input, PlanInputs } from '../plan/domain/inputs.ts';
import { latestVersion } from '../plan/queries.ts';
import { within } from '../platform/db.ts';
import { type Command, CommandError, say, scopeOf, withHouse } from './command.ts';

const assumed = (value: number | null): Input | null => (value === null ? null : { value, tag: 'assumed', n: null });

/** 0.05, 0,05 and 5% are the same share. */
function share(text: string | boolean | undefined, name: string): number | null {
  if (typeof text !== 'string') return null;
  const value = number(text.replace('%', ''), name)!;
  return text.includes('%') ? value / 100 : value;
}

function number(text: string | boolean | undefined, name: string): number | null {
  if (typeof text !== 'string') return null;
  const value = Number(text.replace(/[\s_]/g, '').replace(',', '.'));
  if (!Number.isFinite(value)) throw new CommandError(`--${name} ${text}: not a number`);
  return value;
}

const minor = (value: number | null): number | null => (value === null ? null : Math.round(value * 100));

function inputsOf(o: Record<string, string | boolean | undefined>): PlanInputs {
  const deals = number(o.deals, 'deals');
  const sales = number(o.sales, 'sales');
  if (deals === null && sales === null) throw new CommandError('say the sales plan of a month: --sales <money> or --deals <number>');
  const price = minor(number(o.cpl, 'cpl'));
  return {
    unit: sales === null ? 'deals' : 'money',
    sales: assumed(sales === null ? deals : minor(sales))!,
    cheque: assumed(minor(number(o.cheque, 'cheque'))),
    leadToDeal: assumed(share(o.conversion, 'conversion')),
    leadToQualified: assumed(share(o.qualified, 'qualified')),
    qualifiedToDeal: assumed(share(o.closing, 'closing')),
    visitToLead: null,
    repeatDeals: assumed(number(o.repeat, 'repeat')),
    unaidedDeals: null,
    price: price === null ? null : { ...assumed(price)!, of: 'lead' },
  };
}

const whole = (value: number | null): string =>
  value === null
    ? '—'
    : Math.ceil(value - 1e-9)
        .toLocaleString('en')
        .replaceAll(',', ' ');
const money = (value: number | null): string => (value === null ? '—' : whole(value / 100));

function print(inputs: PlanInputs): void {
  const { plan, problems } = reckon(inputs);
  if (!plan) throw new CommandError(problems.map((p) => `${p.input}: ${p.code.replaceAll('_', ' ')}`).join('\n'));
  say(`deals a month      ${whole(plan.deals)}${plan.newDeals === plan.deals ? '' : ` (${whole(plan.newDeals)} of them from new leads)`}`);
  say(`qualified leads    ${whole(plan.qualified)}`);
  say(`leads              ${whole(plan.leads)}`);
  say(`budget             ${money(plan.budgetMinor)}`);
  say(`CPL at most        ${money(plan.cplMinor)}`);
  say(`CAC at most        ${money(plan.cacMinor)}`);
}

export const plan: Command = {
  usage: 'plan [--sales <money> | --deals <n>] [--cheque <money>] [--conversion <share>]',
  about: 'three numbers → the lead plan of a month; without numbers, the plan saved in the workspace',
  options: {
    sales: { type: 'string' },
    deals: { type: 'string' },
    cheque: { type: 'string' },
    conversion: { type: 'string' },
    qualified: { type: 'string' },
    closing: { type: 'string' },
    repeat: { type: 'string' },
    cpl: { type: 'string' },
  },
  async run(_, options) {
    const { workspace, ...numbers } = options;
    if (Object.keys(numbers).length > 0) return print(inputsOf(numbers));
    await withHouse(async (house) => {
      const scope = await scopeOf(house, workspace);
      const saved = await within(house.deps.db, scope, (trx) => latestVersion(trx, scope));
      if (!saved) throw new CommandError('no plan is saved yet; give three numbers: otdel plan --sales 3000000 --cheque 100000 --conversion 5%');
      say(`version ${saved.version}, from ${saved.effectiveFrom}`);
      print(saved.inputs);
    });
  },
};

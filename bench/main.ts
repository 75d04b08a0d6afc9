import { benchImport } from './import.ts';
import { benchReport } from './report.ts';

/* Figures and ratios; nothing here passes or fails. A smaller number of rows: npm run bench -- 100000 */
const rows = Number(process.argv[2] ?? 1_000_000);
const say = (line: string): void => void process.stdout.write(`${line}\n`);
await benchImport(rows, say);
await benchReport(rows, say);

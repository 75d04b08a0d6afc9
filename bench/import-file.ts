import { once } from 'node:events';
import fs from 'node:fs';

/** Numbers from a seed (mulberry32), 0 ≤ x < 1: the same file every time. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const campaigns = Array.from({ length: 60 }, (_, i) => `campaign_${i + 1}`);
const sources = [
  ['yandex', 'cpc'],
  ['google', 'cpc'],
  ['vk', 'cpc'],
  ['yandex', 'organic'],
  ['telegram', 'social'],
  ['avito', 'referral'],
] as const;
/** A million leads in two years. */
const leadsADay = 1_370;
const names = ['Анна Смирнова', 'Иван Петров', 'Мария Кузнецова', 'Олег Соколов', 'Elena Volkova', 'Пётр Лебедев'];
const statuses = ['Новый', 'В работе', 'Квалифицирован', 'Отказ', 'Спам'];

/** A CRM's list of leads as one finds it: in the order they came, Russian dates and statuses, UTM, a comment in quotes; every hundredth row has a date that does not exist. */
export async function writeLeadsFile(path: string, rows: number): Promise<void> {
  const next = random(1);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)]!;
  const out = fs.createWriteStream(path);
  out.write('ID лида;Дата создания;Имя;Телефон;E-mail;utm_source;utm_medium;utm_campaign;Статус;Комментарий\n');
  let text = '';
  for (let i = 1; i <= rows; i++) {
    const [source, medium] = pick(sources);
    const at = new Date(Date.UTC(2024, 0, 1) + ((i - 1) / leadsADay) * 86_400_000).toISOString();
    const day = i % 100 === 0 ? '32' : at.slice(8, 10);
    const time = `${String(8 + Math.floor(next() * 12)).padStart(2, '0')}:${String(Math.floor(next() * 60)).padStart(2, '0')}`;
    const phone = `8 (9${String(Math.floor(next() * 1e9))
      .padStart(9, '0')
      .replace(/^(\d{2})(\d{3})(\d{2})(\d{2})$/, '$1) $2-$3-$4')}`;
    text += `${i};${day}.${at.slice(5, 7)}.${at.slice(0, 4)} ${time};${pick(names)};${phone};user${i}@example.com;${source};${medium};${pick(campaigns)};${pick(statuses)};"Заявка с сайта; перезвонить после ${time}"\n`;
    if (text.length > 1 << 16) {
      if (!out.write(text)) await once(out, 'drain');
      text = '';
    }
  }
  out.end(text);
  await once(out, 'finish');
}

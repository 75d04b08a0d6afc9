import yauzl from 'yauzl';
import { AppError } from '../errors.ts';

/** What an XLSX file may hold before anything in it is unpacked. */
export const zipLimits = { entries: 1_000, unpacked: 200 * 1024 * 1024, ratio: 100 } as const;

function refuse(reason: string, details: Record<string, unknown> = {}): AppError {
  return new AppError('unreadable_file', { reason, ...details });
}

function opened(path: string): Promise<yauzl.ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.open(path, { lazyEntries: true, autoClose: false, validateEntrySizes: true }, (error, zip) => (error ? reject(refuse('xlsx_broken')) : resolve(zip)));
  });
}

async function* entries(zip: yauzl.ZipFile): AsyncGenerator<yauzl.Entry> {
  for (;;) {
    const entry = await new Promise<yauzl.Entry | null>((resolve, reject) => {
      zip.removeAllListeners();
      zip.once('entry', resolve);
      zip.once('end', () => resolve(null));
      zip.once('error', () => reject(refuse('xlsx_broken')));
      zip.readEntry();
    });
    if (!entry) return;
    yield entry;
  }
}

/** Unpacks one part to nowhere: its real size must be the declared one (yauzl checks), and it must not declare a document type, the door to entities (CVE-2018-19277). */
function scan(zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<void> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) return reject(refuse('xlsx_broken'));
      let tail = '';
      stream.on('data', (bytes: Buffer) => {
        // NUL removed: a part in UTF-16 must not hide the word.
        const text = tail + bytes.toString('latin1').replaceAll('\0', '');
        if (/<!(DOCTYPE|ENTITY)/i.test(text)) {
          stream.destroy();
          reject(refuse('xlsx_entities'));
        }
        tail = text.slice(-9);
      });
      stream.once('end', resolve);
      stream.once('error', () => reject(refuse('xlsx_broken')));
    });
  });
}

/** Refuses an XLSX file that is a bomb, is broken, names parts outside itself or declares entities; nothing is kept in memory or on disk. */
export async function checkZip(path: string): Promise<void> {
  const zip = await opened(path);
  try {
    if (zip.entryCount > zipLimits.entries) throw refuse('xlsx_entries', { limit: zipLimits.entries });
    const parts: yauzl.Entry[] = [];
    const names = new Set<string>();
    let unpacked = 0;
    // yauzl itself refuses absolute names, '..' and backslashes.
    for await (const entry of entries(zip)) {
      unpacked += entry.uncompressedSize;
      if (unpacked > zipLimits.unpacked) throw refuse('xlsx_too_big', { limit: zipLimits.unpacked });
      // Tiny parts of repeated text pack well beyond the limit and harm nobody.
      if (entry.uncompressedSize > 1 << 20 && entry.uncompressedSize > entry.compressedSize * zipLimits.ratio)
        throw refuse('xlsx_ratio', { limit: zipLimits.ratio });
      if (entry.isEncrypted()) throw refuse('xlsx_encrypted');
      if (names.has(entry.fileName)) throw refuse('xlsx_broken'); // two parts of one name: readers disagree which one counts
      names.add(entry.fileName);
      if (/\.(xml|rels|vml)$/i.test(entry.fileName)) parts.push(entry);
    }
    if (!names.has('[Content_Types].xml') && !names.has('xl/workbook.xml')) throw refuse('not_xlsx');
    for (const entry of parts) await scan(zip, entry);
  } finally {
    zip.close();
  }
}

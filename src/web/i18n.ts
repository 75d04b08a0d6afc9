import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';

export const languages = ['ru', 'en'] as const;
export type Language = (typeof languages)[number];

const remembered = 'otdel.language';
type Bundle = { default: Record<string, unknown> };
const bundles = import.meta.glob<Bundle>('./locales/*/*.ts');

/** A namespace is a slice's own file, locales/<language>/<slice>.ts; it is fetched when the first page of the slice opens. */
const lazyBundles = {
  type: 'backend' as const,
  init() {},
  read(language: string, namespace: string, done: (error: unknown, bundle: unknown) => void) {
    const load = bundles[`./locales/${language}/${namespace}.ts`];
    if (!load) return done(new Error(`no locale file ${language}/${namespace}.ts`), null);
    load().then(
      (m) => done(null, m.default),
      (error) => done(error, null),
    );
  },
};

/** Before anybody has signed in: what was chosen here last, else what the browser speaks. */
function firstLanguage(): Language {
  const kept = localStorage.getItem(remembered);
  if (kept === 'ru' || kept === 'en') return kept;
  return /^(ru|be|uk|kk)/.test(navigator.language) ? 'ru' : 'en';
}

/** A key without a text shows itself in double brackets and on the console: seen by people, and by the tests that demand a clean console. */
export const ready = i18next
  .use(initReactI18next)
  .use(lazyBundles)
  .init({
    lng: firstLanguage(),
    supportedLngs: [...languages],
    fallbackLng: false,
    ns: ['ui', 'errors'],
    defaultNS: 'ui',
    saveMissing: true,
    missingKeyHandler: (_languages, namespace, key) => console.error(`text missing: ${namespace}:${key}`),
    parseMissingKeyHandler: (key) => `⟦${key}⟧`,
    interpolation: { escapeValue: false }, // React escapes
    react: { useSuspense: true },
  });

const mark = (language: string) => {
  document.documentElement.lang = language;
};
i18next.on('languageChanged', mark);
void ready.then(() => mark(i18next.language));

/** The language of the interface now. */
export const language = (): Language => (i18next.language === 'en' ? 'en' : 'ru');

/** Switches every text on the screen without a reload, and remembers it in this browser; the profile is the shell's business. */
export async function speak(wanted: Language): Promise<void> {
  localStorage.setItem(remembered, wanted);
  if (i18next.language !== wanted) await i18next.changeLanguage(wanted);
}

import { type MantineColorScheme, useMantineColorScheme } from '@mantine/core';
import { useEffect } from 'react';
import { updateProfile } from '../../accounts/contract.ts';
import { call } from '../api.ts';
import { type Language, speak } from '../i18n.ts';
import { refreshSession, useSession } from '../session.ts';
import { notify } from './notify.tsx';

/** Language and theme: changed at once on the screen, and kept in the profile of whoever is signed in. */
export function usePreferences() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const signedIn = Boolean(useSession()?.person);
  const keep = (patch: { language?: Language; theme?: MantineColorScheme }) => {
    if (signedIn) call(updateProfile, { body: patch }).then(refreshSession).catch(notify.failed);
  };
  return {
    theme: colorScheme,
    setTheme: (theme: MantineColorScheme) => {
      setColorScheme(theme);
      keep({ theme });
    },
    setLanguage: (language: Language) => {
      void speak(language);
      keep({ language });
    },
  };
}

/** On signing in at another computer the profile's language and theme come along. */
export function useProfilePreferences(): void {
  const person = useSession()?.person;
  const { setColorScheme } = useMantineColorScheme();
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a change of the profile decides, not one of the screen
  useEffect(() => {
    if (!person) return;
    void speak(person.language);
    setColorScheme(person.theme);
  }, [person?.id, person?.language, person?.theme]);
}

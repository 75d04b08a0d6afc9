import { PasswordInput, type PasswordInputProps, Progress, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isWeak } from '../domain/password.ts';

/** 0 too short, 1 among the first guessed, 2 fair, 3 long. Length is what counts (ASVS 5.0, 6.2.5 forbids rules of composition). */
export function strength(password: string, about: readonly string[]): 0 | 1 | 2 | 3 {
  if (password.length < 10) return 0;
  if (isWeak(password, about)) return 1;
  return password.length < 14 ? 2 : 3;
}

const colors = ['red', 'red', 'amber', 'green'] as const;

/** A new password: what is said under it changes as one types. `about` is what it must not consist of: own name and address. */
export function NewPasswordInput({
  about,
  value,
  ...props
}: Omit<PasswordInputProps, 'about' | 'value'> & { about: readonly (string | null | undefined)[]; value?: string }) {
  const { t } = useTranslation('accounts');
  const level = strength(
    value ?? '',
    about.filter((s): s is string => Boolean(s)),
  );
  return (
    <div>
      <PasswordInput
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': t('password.show') }}
        {...props}
        value={value ?? ''}
        required
        withAsterisk={false}
      />
      <Progress value={value ? [15, 30, 65, 100][level]! : 0} color={colors[level]} size={3} mt={6} aria-hidden />
      <Text size="xs" c="dimmed" mt={4} aria-live="polite">
        {t(value ? `password.level${level}` : 'password.hint')}
      </Text>
    </div>
  );
}

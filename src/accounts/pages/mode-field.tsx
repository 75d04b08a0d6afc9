import { Group, Radio, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './mode-field.module.css';

/** What marketing answers for: two cards with plain words, since everything else follows from it. */
export function ModeField({ value, onChange }: { value: unknown; onChange: (mode: 'leads' | 'sales') => void }) {
  const { t } = useTranslation('accounts');
  return (
    <Radio.Group
      label={t('mode.label')}
      description={t('mode.help')}
      value={value === 'sales' ? 'sales' : 'leads'}
      onChange={(v) => onChange(v as 'leads' | 'sales')}
    >
      <Stack gap="xs" mt="xs">
        {(['leads', 'sales'] as const).map((mode) => (
          <Radio.Card key={mode} value={mode} radius="md" p="sm" className={classes.card} aria-label={t(`mode.${mode}`)}>
            <Group wrap="nowrap" align="flex-start" gap="sm">
              <Radio.Indicator mt={2} />
              <div>
                <Text size="sm" fw={600}>
                  {t(`mode.${mode}`)}
                </Text>
                <Text size="xs" c="dimmed">
                  {t(`mode.${mode}_help`)}
                </Text>
              </div>
            </Group>
          </Radio.Card>
        ))}
      </Stack>
    </Radio.Group>
  );
}

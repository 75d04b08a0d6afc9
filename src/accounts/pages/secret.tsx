import { ActionIcon, CopyButton, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../web/ui/icon.tsx';

/** Something to be copied: an invitation's link, a key. */
export function Secret({ label, description, value }: { label: string; description?: string; value: string }) {
  const { t } = useTranslation('ui');
  return (
    <CopyButton value={value}>
      {({ copied, copy }) => (
        <TextInput
          readOnly
          label={label}
          description={description}
          value={value}
          onFocus={(e) => e.currentTarget.select()}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }}
          rightSection={
            <ActionIcon variant="subtle" color={copied ? 'green' : 'gray'} onClick={copy} aria-label={t(copied ? 'copied' : 'copy')}>
              <Icon name={copied ? 'check' : 'copy'} size={16} />
            </ActionIcon>
          }
        />
      )}
    </CopyButton>
  );
}

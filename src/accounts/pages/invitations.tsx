import { ActionIcon, Badge, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Output } from '../../platform/endpoint.ts';
import { useSend } from '../../web/send.ts';
import { useFormats } from '../../web/ui/format.tsx';
import { Icon } from '../../web/ui/icon.tsx';
import { notify } from '../../web/ui/notify.tsx';
import { listInvitations, withdrawInvitation } from '../contract.ts';

/** Those who have been asked and have not come yet. */
export function Invitations({ invitations }: { invitations: Output<typeof listInvitations>['invitations'] }) {
  const { t } = useTranslation(['accounts', 'ui']);
  const f = useFormats();
  const withdraw = useSend(withdrawInvitation, { touches: [listInvitations], done: () => notify.done(t('people.withdrawn')) });
  return (
    <Stack gap="sm" component="section">
      <Title order={2}>{t('people.invited')}</Title>
      {invitations.map((i) => {
        const expired = i.expiresAt < new Date().toISOString();
        return (
          <Card key={i.id} padding="sm">
            <Group justify="space-between" wrap="nowrap">
              <div style={{ minWidth: 0 }}>
                <Text size="sm" fw={500} truncate>
                  {i.email}
                </Text>
                <Text size="xs" c="dimmed">
                  {t(`ui:role.${i.role}`)} · {t('people.invited_by', { name: i.invitedBy })}
                </Text>
              </div>
              <Group gap="xs" wrap="nowrap">
                {expired ? (
                  <Badge color="red" variant="light" tt="none">
                    {t('people.expired')}
                  </Badge>
                ) : (
                  <Text size="xs" c="dimmed">
                    {t('people.until', { time: f.time(i.expiresAt) })}
                  </Text>
                )}
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t('people.withdraw', { email: i.email })}
                  title={t('people.withdraw', { email: i.email })}
                  loading={withdraw.busy && withdraw.input?.params?.invitationId === i.id}
                  onClick={() => void withdraw.send({ params: { invitationId: i.id } })}
                >
                  <Icon name="cross" size={16} />
                </ActionIcon>
              </Group>
            </Group>
          </Card>
        );
      })}
    </Stack>
  );
}

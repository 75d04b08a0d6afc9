import { Button, Group, Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Asked when a page with unsaved changes is being left. */
export default function LeaveGuard({ onStay, onLeave }: { onStay: () => void; onLeave: () => void }) {
  const { t } = useTranslation('ui');
  return (
    <Modal opened onClose={onStay} title={t('form.leave_title')} closeButtonProps={{ 'aria-label': t('close') }}>
      <Text size="sm">{t('form.leave_text')}</Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onStay}>
          {t('form.stay')}
        </Button>
        <Button color="red" onClick={onLeave}>
          {t('form.leave')}
        </Button>
      </Group>
    </Modal>
  );
}

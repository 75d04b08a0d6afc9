import { Button, Group, Modal, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';

type Props = {
  title: string;
  /** What will happen, and whether it can be undone. */
  text: ReactNode;
  /** The verb on the button: «Удалить», never "OK". */
  verb: string;
  danger?: boolean;
  onConfirm: () => unknown;
  children: (ask: () => void) => ReactNode;
};

/** Asks before something that cannot be undone: `<Confirm …>{(ask) => <Button onClick={ask} />}</Confirm>`. */
export function Confirm({ title, text, verb, danger = true, onConfirm, children }: Props) {
  const { t } = useTranslation('ui');
  const [opened, setOpened] = useState(false);
  const [busy, setBusy] = useState(false);
  const confirm = async () => {
    setBusy(true);
    try {
      await onConfirm();
      setOpened(false);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      {children(() => setOpened(true))}
      <Modal opened={opened} onClose={() => setOpened(false)} title={title} closeButtonProps={{ 'aria-label': t('close') }}>
        <Text size="sm" component="div">
          {text}
        </Text>
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={() => setOpened(false)} data-autofocus>
            {t('cancel')}
          </Button>
          <Button color={danger ? 'red' : undefined} loading={busy} onClick={() => void confirm()}>
            {verb}
          </Button>
        </Group>
      </Modal>
    </>
  );
}

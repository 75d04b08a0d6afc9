import nodemailer from 'nodemailer';
import type { Log } from './log.ts';

export type Letter = { to: string; subject: string; text: string; html?: string };
export type Mail = {
  /** False when there is no SMTP server: the caller says so to the person. */ readonly configured: boolean;
  send: (letter: Letter) => Promise<void>;
};

/**
 * Mail by SMTP. Without a server the text is printed to the terminal of the one who runs Otdel, so that a link in it can
 * be handed over by hand; it does not go into the structured log.
 */
export function openMail(smtp: string | null, from: string, log: Log): Mail {
  if (!smtp) {
    return {
      configured: false,
      async send(letter) {
        log.warn({ event: 'mail_not_configured' }, 'no SMTP server is configured: the letter is printed instead of sent');
        process.stdout.write(`\n── letter not sent (OTDEL_SMTP_URL is not set) ──\nto: ${letter.to}\nsubject: ${letter.subject}\n\n${letter.text}\n──\n\n`);
      },
    };
  }
  const transport = nodemailer.createTransport(smtp);
  return { configured: true, send: async (letter) => void (await transport.sendMail({ from, ...letter })) };
}

import type { Role } from '../../permissions.ts';

export type Language = 'ru' | 'en';
export type Text = { subject: string; text: string };

const line = (s: string) => s.replace(/\s+/g, ' ').trim();
const roleName: Record<Language, Record<Role, string>> = {
  ru: {
    owner: 'собственник',
    head: 'руководитель маркетинга',
    head_of_sales: 'руководитель отдела продаж',
    marketer: 'маркетолог',
    sales: 'продажи',
    contractor: 'подрядчик',
  },
  en: { owner: 'owner', head: 'head of marketing', head_of_sales: 'head of sales', marketer: 'marketer', sales: 'sales', contractor: 'contractor' },
};

/** The letter to somebody who forgot the password. */
export function resetLetter(language: Language, name: string, link: string): Text {
  return language === 'ru'
    ? {
        subject: 'Новый пароль для Отдела',
        text: `Здравствуйте, ${line(name)}!\n\nЧтобы задать новый пароль, откройте ссылку:\n${link}\n\nОна действует один час и сработает один раз. Если вы не просили сменить пароль, ничего делать не нужно: прежний пароль остаётся в силе.`,
      }
    : {
        subject: 'New password for Otdel',
        text: `Hello ${line(name)},\n\nOpen this link to set a new password:\n${link}\n\nIt is good for one hour and works once. If you did not ask for it, there is nothing to do: your password stays as it is.`,
      };
}

/** The letter with an invitation, in the language of the one who invites. */
export function invitationLetter(language: Language, facts: { workspace: string; invitedBy: string; role: Role; link: string }): Text {
  const [workspace, invitedBy, role] = [line(facts.workspace), line(facts.invitedBy), roleName[language][facts.role]];
  return language === 'ru'
    ? {
        subject: `Приглашение в «${workspace}»`,
        text: `Здравствуйте!\n\n${invitedBy} приглашает вас в «${workspace}». Ваша роль: ${role}.\n\nПринять приглашение:\n${facts.link}\n\nСсылка действует семь дней.`,
      }
    : {
        subject: `Invitation to ${workspace}`,
        text: `Hello,\n\n${invitedBy} invites you to ${workspace} as ${role}.\n\nAccept the invitation:\n${facts.link}\n\nThe link is good for seven days.`,
      };
}

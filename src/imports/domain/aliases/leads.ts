import { type Aliases, list, origin, person } from './origin.ts';

/** Columns of a file of leads. */
export const leadAliases: Aliases = {
  ...origin,
  ...person,
  createdAt: list(`
    created at | дата создания | дата | date | дата заявки | дата обращения | дата лида | создан | создано | дата и время | date time |
    datetime | timestamp | created | created date | create date | date created | date create | creation date | created time | lead date |
    first contact date | first contact | contact date | submitted at | submission date | дата поступления | дата добавления |
    дата первого обращения | время создания | время | день | day | отметка времени | дата звонка | call date | received at |
    registration date | дата регистрации | дата создания лида | когда`),
  externalId: list(`
    lead id | id лида | id | mql id | лид id | номер лида | номер заявки | id заявки | lead number | номер | request id | form id ответа |
    prospect id | contact id | id контакта | external id | внешний id | lead | call id | id звонка | номер обращения`),
  name: list(`
    name | имя | фио | full name | контакт | клиент | contact | contact name | lead name | client name | имя клиента | название лида |
    customer | customer name | имя контакта | полное имя | основной контакт | полное имя контакта | ваше имя | your name | клиент имя |
    title`),
  firstName: list('first name | имя клиента имя | firstname'),
  lastName: list('last name | фамилия | surname | lastname'),
  landing: list(`
    landing page | landing | посадочная страница | посадочная | лендинг | landing page id | страница | url | page url | страница заявки |
    страница входа | landing url | landing page url | адрес страницы | page | ссылка | first page | сайт`),
  selfReported: list(`
    how did you hear about us | как вы о нас узнали | как узнали о нас | откуда узнали | откуда вы о нас узнали | откуда узнали о нас |
    откуда о нас узнали | self reported source | как узнали | self reported attribution | со слов клиента`),
  status: list(`
    status | статус | статус лида | lead status | стадия | stage | этап | этап воронки | lead stage | состояние | статус заявки | status id |
    этап сделки | результат | итог | статус обращения`),
  judgement: list(`
    qualified | квалифицирован | квалификация | квал | квал лид | квалифицированный | целевой | целевой лид | qualification | is qualified |
    sql | converted | качество лида | качество | целевое обращение | target call`),
  rejectReason: list(`
    reject reason | причина отказа | причина брака | rejection reason | причина отклонения | disqualification reason | unqualified reason |
    loss reason | lost reason | причина | причина неквалификации | причина закрытия`),
  comment: list(`
    comment | комментарий | комментарии | comments | примечание | notes | note | сообщение | message | текст сообщения | описание |
    description | вопрос | текст заявки | комментарий клиента`),
  gclid: list('gclid | google click id'),
  wbraid: list('wbraid'),
  gbraid: list('gbraid'),
  yclid: list('yclid'),
  ysclid: list('ysclid'),
  fbclid: list('fbclid'),
  msclkid: list('msclkid'),
  ttclid: list('ttclid'),
  vkclid: list('vkclid'),
  rb_clickid: list('rb clickid'),
  ym_uid: list(`
    ym uid | client id | metrica client id | clientid метрики | client id метрики | ya client id | yandex client id | ym client id |
    ymclientid`),
  ga_cid: list('ga cid | ga client id | google client id | cid | gclientid'),
  roistat: list('roistat | roistat visit | номер визита roistat'),
};

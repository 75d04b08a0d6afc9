import { type Aliases, list, person } from './origin.ts';

/** Columns of a file of deals or orders. */
export const dealAliases: Aliases = {
  ...person,
  externalId: list(`
    deal id | id сделки | номер сделки | opportunity id | order id | id заказа | номер заказа | id | заказ | order | order number | invoice |
    invoice id | invoice number | номер счета | номер | номер договора | договор | transaction id | external id | внешний id | сделка id`),
  leadExternalId: list(`
    lead id | id лида | mql id | лид id | номер лида | id заявки | номер заявки | lead number | contact id | id контакта | prospect id |
    лид`),
  name: list(`
    deal name | название сделки | сделка | opportunity name | opportunity | deal | name | название | title | имя | клиент | фио | customer |
    customer name | client | основной контакт | контакт`),
  product: list('product | товар | продукт | услуга | product name | товар услуга | service | наименование | номенклатура | product line'),
  amount: list(`
    amount | сумма | сумма сделки | бюджет | close value | deal amount | deal value | value | revenue | выручка | сумма заказа | total |
    price | цена | стоимость | стоимость заказа | бюджет сделки | opportunity amount | order total | order amount | order value |
    сумма оплаты | оплачено | оплата | paid | sum | итоговая сумма | сумма договора | сумма продажи | contract value | грязная выручка |
    доход | сумма контракта | amount paid`),
  margin: list('margin | маржа | прибыль | gross profit | profit | валовая прибыль | gross margin | маржинальный доход | маржинальность'),
  currency: list('currency | валюта | currency code | код валюты | валюта сделки'),
  status: list(`
    deal stage | этап сделки | статус | status | стадия сделки | stage | этап | стадия | статус сделки | deal status | статус заказа |
    order status | opportunity stage | состояние | этап воронки | результат | статус оплаты | payment status`),
  openedAt: list(`
    opened at | дата создания | дата создания сделки | создано | создан | engage date | created at | create date | created date | created |
    open date | дата открытия | deal create date | order date | дата заказа | date | дата | дата начала | date created | date create |
    creation date | opportunity created | invoice date | дата сделки | date time | datetime`),
  closedAt: list(`
    closed at | close date | дата закрытия | дата завершения | closed date | closed | дата оплаты | payment date | paid at |
    дата закрытия сделки | фактическая дата закрытия | дата реализации | закрыта | закрыто | date closed | finish date`),
  wonAt: list('won date | won at | дата продажи | дата выигрыша | дата успешного закрытия | date won | sale date | purchase date'),
  lostAt: list('lost date | lost at | дата отказа | дата проигрыша | date lost'),
  lostReason: list('lost reason | причина отказа | loss reason | причина проигрыша | closed lost reason | причина провала | причина закрытия | причина'),
};

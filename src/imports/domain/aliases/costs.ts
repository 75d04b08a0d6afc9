import { type Aliases, list, origin } from './origin.ts';

/** Columns of a file of advertising costs. */
export const costAliases: Aliases = {
  ...origin,
  source: list('utm source | source | источник | источник трафика | traffic source | рекламная система | ad system'),
  day: list(`
    date | день | day | дата | jour | tag | dia | date start | reporting starts | начало отчетности | отчетность начата |
    дата начала отчетности | дата начала | date from | дата показа | report date | start date | дата расхода | начало`),
  lastDay: list(`
    reporting ends | окончание отчетности | отчетность завершена | дата окончания отчетности | дата окончания | date stop | date end |
    date to | end date | конец`),
  platform: list('platform | платформа | рекламный кабинет | кабинет | рекламная платформа | ad platform'),
  amount: list(`
    cost | расход | расходы | spend | amount spent | затраты | потрачено всего | потрачено | expenses | стоимость | cout | kosten | coste |
    spent | сумма расходов | сумма затрат | потраченная сумма | расход всего | списано | расход с ндс | расход без ндс | ad spend |
    total cost | total spent | cost total | сумма | amount | sum | бюджет | budget | расход ндс | затраты на рекламу |
    рекламные расходы | итого расход | expense`),
  vat: list('vat | ндс | сумма ндс | vat amount | в том числе ндс | в т ч ндс'),
  currency: list('currency | валюта | currency code | код валюты | code de la devise | wahrungscode | account currency'),
  impressions: list('impressions | показы | impr | shows | просмотры | impressionen | impresiones | показов | views | охваченные показы'),
  clicks: list('clicks | клики | clics | klicks | link clicks | переходы | clicks all | клики по ссылке | кликов | клики все | переходы по ссылке'),
  campaignId: list('campaign id | id кампании | номер кампании | id рк | ad plan id | campaign key'),
  group: list(`
    ad set name | ad group | ad group name | группа | группа объявлений | название группы | название группы объявлений | ad set |
    adset name | adset | adgroup | номер группы | id группы`),
};

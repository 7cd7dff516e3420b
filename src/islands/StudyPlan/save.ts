/** Hands the calendar file to the visitor. */
import { inWeChat } from '../in-wechat.ts';
import { save } from '../save.ts';

/** @returns what to tell the visitor, in a sentence */
export function saveCalendar(text: string, name: string): string {
  if (inWeChat())
    return '微信里存不了文件。请点右上角“…”，选“在浏览器打开”，在那里重新填一次再存；或者把这一页截图。';
  save(text, name, 'text/calendar;charset=utf-8');
  return `已生成 ${name}，打开它就能导入手机或电脑的日历。以后重新排了计划，再导入一次，同一天的会更新。`;
}

/** Paper, answer sheet and key of a 卷号, each a document of its own on A4. */
import { useStore } from '@nanostores/preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Blueprint } from '../../domain/exam/blueprint.ts';
import { isPaper } from '../../domain/exam/paper.ts';
import { levelNames } from '../../domain/notice.ts';
import { byHandRoute, routes } from '../../routes.ts';
import { $bank } from '../../stores/bank.ts';
import { setWished } from '../../stores/exam.ts';
import { NumberField } from '../MockExam/NumberField.tsx';
import { inWeChat } from '../in-wechat.ts';
import { NoBank } from '../NoBank.tsx';
import { useWantedPaper } from '../MockExam/wanted.ts';
import { sayProblem } from '../MockExam/words.ts';
import { blocksOf, kindNames, kinds, type Kind } from './documents.tsx';
import { Sheets } from './Sheets.tsx';

interface Props {
  blueprints: readonly Blueprint[];
  /** Address of the bank's file. */
  bank: string;
}

export default function PaperPrint({ blueprints, bank }: Props) {
  const store = useStore($bank);
  const { number, setNumber, found } = useWantedPaper(blueprints, bank);
  const [kind, setKind] = useState<Kind>('paper');
  const [problem, setProblem] = useState('');
  const paper = found && isPaper(found) ? found : undefined;
  const blueprint = blueprints.find((one) => one.id === paper?.blueprint);
  const blocks = useMemo(
    () =>
      paper && blueprint && store.kind === 'ready'
        ? blocksOf(kind, { paper, blueprint, byId: store.byId, documents: store.documents })
        : [],
    [paper, blueprint, store, kind],
  );
  const title = blueprint ? `碳资产管理师模拟${kindNames[kind]}（${levelNames[blueprint.level].short}）` : '';

  // A browser that saves as PDF names the file by the page.
  useEffect(() => {
    if (paper) document.title = `${kindNames[kind]} ${paper.number}`;
  }, [paper, kind]);

  const drawn = (one: Blueprint): void => {
    if (store.kind !== 'ready') return;
    const set = setWished({ blueprint: one, mode: 'strict', factor: 1, number: '' }, blueprints, store.items);
    if (isPaper(set)) setNumber(set.number);
    setProblem(isPaper(set) ? '' : sayProblem(set));
  };

  return (
    <div class="wrap exam-start paper-print">
      <div class="no-print">
        <p class="crumbs">
          <a href={routes.exam}>模拟考试</a>
        </p>
        <h1>打印试卷</h1>
        <p class="lead">
          试卷、答题卡、答案与解析各是一份 A4 文件，每页都有卷号和页码。做完照卷号
          <a href={byHandRoute(paper?.number)}>录入手工答卷</a>，马上评分。
        </p>
        <NumberField
          number={number}
          found={found}
          blueprints={blueprints}
          onNumber={setNumber}
          hint="填已有的卷号，或在下面抽一份新的。"
        />
        <div class="acts">
          {blueprints.map((one) => (
            <button
              class="btn quiet"
              type="button"
              key={one.id}
              disabled={store.kind !== 'ready'}
              onClick={() => {
                drawn(one);
              }}
            >
              抽一份{levelNames[one.level].short}试卷
            </button>
          ))}
        </div>
        {problem !== '' && (
          <p class="bar bad" role="alert">
            {problem}
          </p>
        )}
        <NoBank url={bank}>题库没有下载下来，还不能组卷。联网后请重试。</NoBank>
        {paper && (
          <>
            <div class="exam-filters" role="group" aria-label="哪一份文件">
              {kinds.map((one) => (
                <button
                  key={one}
                  class="btn quiet"
                  type="button"
                  aria-pressed={one === kind}
                  onClick={() => {
                    setKind(one);
                  }}
                >
                  {kindNames[one]}
                </button>
              ))}
            </div>
            {inWeChat() && (
              <p class="bar ask">微信里不能打印：点右上角“…”，选“在浏览器打开”，这个卷号会一起带过去。</p>
            )}
            <div class="acts">
              <button
                class="btn"
                type="button"
                onClick={() => {
                  window.print();
                }}
              >
                打印{kindNames[kind]}
              </button>
            </div>
          </>
        )}
      </div>
      {paper && <Sheets title={title} number={paper.number} blocks={blocks} />}
    </div>
  );
}

/** 我的数据: what this browser keeps, and how to take it along, bring it back, or have it deleted. */
import { useStore } from '@nanostores/preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { routes } from '../../routes.ts';
import {
  $stock,
  asideText,
  backupText,
  dropAside,
  persist,
  restoreFrom,
  takeStock,
  wipeAll,
  type Restored,
  type Stock,
  type Wiped,
} from '../../stores/backup.ts';
import { $found, look, wipeDraft } from '../../stores/draft-shelf.ts';
import { save } from '../save.ts';
import { sayFinding, sayGain, sayProblem } from './words.ts';
import { Recovered } from '../Recovered.tsx';

export default function Data() {
  const stock = useStore($stock);
  useEffect(() => {
    void takeStock();
    void look();
  }, []);
  return (
    <div class="data">
      <Kept stock={stock} />
      <Backup stock={stock} />
      <Restore ready={stock !== undefined} />
      {stock && stock.aside > 0 && <Aside count={stock.aside} />}
      <Wipe stock={stock} />
    </div>
  );
}

function Kept({ stock }: { stock: Stock | undefined }) {
  const [asked, setAsked] = useState(false);
  return (
    <section>
      <h2>这个浏览器里存了什么</h2>
      <Recovered />
      {stock && !stock.durable && (
        <p class="bar bad" role="alert">
          <b>这个浏览器现在不能保存记录。</b>
          {stock.why === 'newer'
            ? '原因是这台设备上已经用过本站更新的版本：请关掉本站其他标签页，再刷新这一页。'
            : '可能是无痕模式，或者浏览器关闭了网站存储。以前存下的记录这里也看不到；请换回平时用的浏览器再来。'}
        </p>
      )}
      <dl class="ledger num" aria-busy={stock === undefined}>
        <div>
          <dt>试卷</dt>
          <dd>
            {stock ? `${stock.ended} 份已交${stock.open > 0 ? `，${stock.open} 份没交` : ''}` : '正在清点…'}
          </dd>
        </div>
        <div>
          <dt>练习</dt>
          <dd>{stock ? `${stock.drills} 题次` : '正在清点…'}</dd>
        </div>
        <div>
          <dt>收藏与计划</dt>
          <dd>{stock ? `收藏 ${stock.stars} 题，备考计划${stock.plan ? '已排' : '没有排'}` : '正在清点…'}</dd>
        </div>
        <div>
          <dt>考场设置</dt>
          <dd>{stock ? (stock.settings ? '有（字号、时钟、按键等）' : '没有改过') : '正在清点…'}</dd>
        </div>
        {stock && stock.newer > 0 && (
          <div>
            <dt>较新的记录</dt>
            <dd>{stock.newer} 条由本站更新的版本写成，原样留着；刷新页面后才能备份。</dd>
          </div>
        )}
        <div>
          <dt>报名表</dt>
          <dd>
            <FormDraft />
          </dd>
        </div>
      </dl>
      {stock?.durable === true && (
        <p class="small">
          {stock.persisted
            ? '浏览器已答应不自动清除这些记录；你自己清除浏览数据时仍会一并删掉。'
            : '空间紧张时浏览器可能自动清除这些记录；苹果系统的浏览器七天不访问也可能清除。重要的成绩请下载备份。'}
        </p>
      )}
      {stock?.durable === true && !stock.persisted && (
        <div class="acts">
          <button
            class="btn quiet"
            type="button"
            onClick={() => {
              void persist().then(() => {
                setAsked(true);
              });
            }}
          >
            请浏览器长期保留
          </button>
        </div>
      )}
      <p class="small" role="status">
        {asked &&
          (stock?.persisted === true
            ? '浏览器答应了。'
            : '浏览器这次没有答应。常来本站、收藏本站或添加到主屏幕之后可以再试；在此之前请用备份。')}
      </p>
    </section>
  );
}

/** A draft of the registration form: there only where it was asked for, and in no backup. */
function FormDraft() {
  const found = useStore($found);
  const [said, setSaid] = useState('');
  const day = (moment: number): string =>
    new Date(moment).toLocaleDateString('zh-CN', { month: 'long', day: 'numeric' });
  const sentence = (): string => {
    switch (found?.kind) {
      case undefined:
        return '正在清点…';
      case 'kept':
        return `有一份草稿，${day(found.draft.savedAt)}存的${found.draft.sealed ? '，用口令加了密' : ''}，留到 ${day(found.draft.until)}。`;
      case 'broken':
      case 'newer':
        return '有一份草稿，这里读不出来。';
      case 'expired':
        return '有过一份草稿，已经到期，刚才删除了。';
      case 'nothing':
      case 'closed':
        return '没有草稿。姓名、证件号、照片只在填写的页面里，关闭页面就没有了。';
    }
  };
  const lies = found?.kind === 'kept' || found?.kind === 'broken' || found?.kind === 'newer';
  return (
    <>
      {sentence()}备份里不带草稿。
      {lies && (
        <>
          {' '}
          <button
            class="btn quiet"
            type="button"
            onClick={() => {
              void wipeDraft().then((gone) => {
                setSaid(
                  gone
                    ? '草稿已删除，重新读过一遍，没有了。'
                    : '草稿没有删干净，请再试一次，或者在浏览器设置里清除本站的数据。',
                );
              });
            }}
          >
            删除报名表草稿
          </button>
        </>
      )}
      <span role="status">{said}</span>
    </>
  );
}

const today = (): string => new Date().toLocaleDateString('sv-SE');

function Backup({ stock }: { stock: Stock | undefined }) {
  const [text, setText] = useState('');
  const [said, setSaid] = useState('');
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (text === '') return;
    area.current?.focus();
    area.current?.select();
  }, [text]);
  return (
    <section>
      <h2>备份</h2>
      <p>
        全部试卷、作答、练习、收藏、备考计划和设置写成一个文件，存在你自己的设备上。没做完的一组练习只带走已经看过答案的题。换手机、换浏览器、清除数据之前，先备份一次。
      </p>
      <div class="acts">
        <button
          class="btn"
          type="button"
          disabled={stock === undefined}
          onClick={() => {
            void backupText().then((backup) => {
              save(backup, `碳资产管理师-备份-${today()}.json`);
              setSaid('备份文件已交给浏览器下载。请确认在“下载”里能找到它。');
            });
          }}
        >
          下载备份
        </button>
        <button
          class="btn quiet"
          type="button"
          disabled={stock === undefined}
          onClick={() => {
            void backupText().then((backup) => {
              setText(backup);
              setSaid('');
            });
          }}
        >
          不能下载时，显示备份文字
        </button>
      </div>
      <p class="small" role="status">
        {said}
      </p>
      {text !== '' && (
        <div class="field">
          <label htmlFor="data-text">备份文字（共 {text.length} 个字符）</label>
          <textarea id="data-text" class="data-text" readOnly rows={5} value={text} ref={area} />
          <p class="hint">微信里不能下载文件：长按全选、复制，发给自己或粘贴到备忘录里，恢复时再粘贴回来。</p>
        </div>
      )}
    </section>
  );
}

function Restore({ ready }: { ready: boolean }) {
  const [done, setDone] = useState<Restored | undefined>(undefined);
  const [busy, setBusy] = useState(false);
  const [pasted, setPasted] = useState('');
  const restore = (file: Blob | string): void => {
    setBusy(true);
    setDone(undefined);
    void restoreFrom(file)
      .then(setDone)
      .finally(() => {
        setBusy(false);
      });
  };
  return (
    <section>
      <h2>恢复与合并</h2>
      <p>
        选一个备份文件，里面的记录会并到这里：两边的都留下，不会覆盖，重复的只留一份。可以反复做，也可以把两台设备的备份互相合并。
      </p>
      <fieldset disabled={!ready || busy}>
        <div class="field">
          <label htmlFor="data-file">备份文件</label>
          <input
            id="data-file"
            type="file"
            accept=".json,application/json"
            onChange={(event) => {
              const input = event.currentTarget;
              const file = input.files?.[0];
              if (file) restore(file);
              // The same file can be chosen again.
              input.value = '';
            }}
          />
        </div>
        <details>
          <summary>没有文件，粘贴备份文字</summary>
          <div class="field">
            <label htmlFor="data-paste">备份文字</label>
            <textarea
              id="data-paste"
              class="data-text"
              rows={5}
              spellcheck={false}
              value={pasted}
              onInput={(event) => {
                setPasted(event.currentTarget.value);
              }}
            />
          </div>
          <div class="acts">
            <button
              class="btn quiet"
              type="button"
              onClick={() => {
                restore(pasted);
              }}
            >
              从这段文字恢复
            </button>
          </div>
        </details>
      </fieldset>
      <div role="status">
        {busy && <p>正在读取和核对…</p>}
        {done && <Outcome done={done} />}
      </div>
    </section>
  );
}

function Outcome({ done }: { done: Restored }) {
  switch (done.kind) {
    case 'problem':
      return (
        <p class="bar bad">
          <b>没有恢复。</b>
          {sayProblem(done.problem)}这里原有的记录没有变。
        </p>
      );
    case 'busy':
      return (
        <p class="bar ask">
          <b>没有恢复。</b>要合并的一份试卷正在另一个标签页里作答。请先在那里交卷或关掉它，再恢复一次。
        </p>
      );
    case 'failed':
      return (
        <p class="bar bad">
          <b>没有恢复。</b>
          浏览器没有把记录写进存储，可能是空间不够。这里原有的记录没有变；请清理空间后再试一次。
        </p>
      );
    case 'partly':
      return (
        <p class="bar ask">
          <b>只恢复了一部分。</b>
          试卷和作答都已并进来，其余的没有写进存储，可能是空间不够。请清理空间后用同一个备份再恢复一次，不会重复。
        </p>
      );
    case 'done':
      return (
        <div class="bar data-done">
          <p>
            <b>合并好了。</b>
            {sayGain(done.gain)}
            {!done.durable && '但这个浏览器不能保存，刷新页面就没有了。'}
          </p>
          {done.findings.length > 0 && (
            <ul>
              {done.findings.map((finding) => (
                <li key={`${finding.where} ${finding.why}`}>{sayFinding(finding)}</li>
              ))}
            </ul>
          )}
          <p>
            <a href={routes.exam}>去模拟考试看试卷</a>
          </p>
        </div>
      );
    default:
      return done satisfies never;
  }
}

function Aside({ count }: { count: number }) {
  const [saved, setSaved] = useState(false);
  return (
    <section>
      <h2>读不出的记录</h2>
      <p>有 {count} 条记录读不出来，已另外放好，没有删除；备份里也带着它们。</p>
      <div class="acts">
        <button
          class="btn quiet"
          type="button"
          onClick={() => {
            void asideText().then((text) => {
              save(text, '读不出的记录.json');
              setSaved(true);
            });
          }}
        >
          导出这些记录
        </button>
        {saved && (
          <button
            class="btn quiet"
            type="button"
            onClick={() => {
              void dropAside();
            }}
          >
            已经导出，从这里删除
          </button>
        )}
      </div>
    </section>
  );
}

const wiped: Readonly<Record<Wiped, string>> = {
  done: '已全部删除，重新读过一遍，这里已经没有记录了。下载过的备份文件和 PDF 不在其内，请到“下载”里自行删除。',
  busy: '没有删除：有一份试卷正在另一个标签页里作答。请先关掉那个标签页，再删除一次。',
  failed: '没有删干净：浏览器没有答应删除全部记录。请再试一次，或者在浏览器设置里清除本站的数据。',
};

function Wipe({ stock }: { stock: Stock | undefined }) {
  const [asked, setAsked] = useState(false);
  const [done, setDone] = useState<Wiped | undefined>(undefined);
  const sure = useRef<HTMLButtonElement>(null);
  const told = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (asked) sure.current?.focus();
  }, [asked]);
  useEffect(() => {
    if (done) told.current?.focus();
  }, [done]);
  return (
    <section>
      <h2>全部删除</h2>
      <p>
        从这个浏览器里删掉全部试卷、作答、练习、设置和报名表草稿。删除之后不能撤销，除非有备份。用的是公共电脑，走之前请删除。
      </p>
      {asked ? (
        <div class="bar ask">
          <p>
            <b>
              要删除 {(stock?.ended ?? 0) + (stock?.open ?? 0)} 份试卷、{stock?.drills ?? 0} 题次练习吗？
            </b>
            删除后不能撤销。
          </p>
          <div class="acts">
            <button
              class="btn"
              type="button"
              ref={sure}
              onClick={() => {
                setAsked(false);
              }}
            >
              不删除
            </button>
            <button
              class="btn quiet"
              type="button"
              onClick={() => {
                void wipeAll().then((how) => {
                  void look();
                  setDone(how);
                  setAsked(false);
                });
              }}
            >
              全部删除，不能撤销
            </button>
          </div>
        </div>
      ) : (
        <div class="acts">
          <button
            class="btn quiet"
            type="button"
            disabled={stock === undefined}
            onClick={() => {
              setDone(undefined);
              setAsked(true);
            }}
          >
            删除全部记录
          </button>
        </div>
      )}
      {done && (
        <p class={`bar${done === 'done' ? '' : ' bad'}`} role="status" tabIndex={-1} ref={told}>
          {wiped[done]}
        </p>
      )}
    </section>
  );
}

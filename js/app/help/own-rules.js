// Help on a council's own rules, with an example worked out.
import { html } from "lit-html";

const SQL = `-- rule: L1
-- title: Missing for more than 30 days
-- wrong: The child was missing for more than 30 days in one go.
-- fix: Check both dates. If they are right, nothing needs to change.
-- fields: Missing.MIS_START Missing.MIS_END
-- severity: look
SELECT rowid, CHILD FROM Missing WHERE days(MIS_START, MIS_END) > 30;`;

const PYTHON = `from check903.local import local_rule

@local_rule(
    "L2",
    "Missing.MIS_START Missing.MIS_END",
    title="Missing for more than 30 days",
    wrong="The child was missing for more than 30 days in one go.",
    fix="Check both dates. If they are right, nothing needs to change.",
)
def missing_for_long(t):
    m = t.Missing
    return m[(m.MIS_END - m.MIS_START).dt.days > 30]`;

export const OWN_RULES = {
  "own-rules": [
    "Your own rules: checks of this council",
    html` <p>
        A rule of your own looks for what matters in this council: an agency that is no longer used, a child missing for
        a month. It runs with every check. What it finds has the tag Local and is in none of the counts of the
        Department’s errors.
      </p>
      <h2>Without writing a file</h2>
      <ol class="govuk-list govuk-list--number">
        <li>
          Ask a question on <a href="#/ask">Ask</a> that finds the rows or the children, and press <strong>Run</strong>.
          Its answer needs a column with the child’s id, or with the number of the row (<code>row</code> or
          <code>rowid</code>).
        </li>
        <li>Press <strong>Make this a check</strong> and say what is wrong and how to fix it.</li>
        <li>
          Press <strong>Add the check</strong>. It stands under <a href="#/more">More checks</a>, with a switch. “Add
          and download as a file” gives you its file too.
        </li>
      </ol>
      <h2>A worked example</h2>
      <p>Who was missing for more than 30 days in one go? On Ask:</p>
      <pre class="local-code">SELECT rowid, CHILD FROM Missing WHERE days(MIS_START, MIS_END) > 30</pre>
      <p>As a check its file is this. The lines that begin with two dashes are its fields:</p>
      <pre class="local-code">${SQL}</pre>
      <p>The same in Python with pandas, as a function that returns the rows at fault:</p>
      <pre class="local-code">${PYTHON}</pre>
      <p>
        A third way is the language in which the Department’s rules are written here. It also shows which row a row was
        compared with. The template in Python, offered on Files and under More checks, has one of each.
      </p>
      <h2>The fields</h2>
      <dl class="terms">
        <dt>rule</dt>
        <dd>A code such as L1. No other rule may have it.</dd>
        <dt>title, wrong, fix</dt>
        <dd>What is wrong, in a line; the same in a sentence or two; what to do about it.</dd>
        <dt>fields</dt>
        <dd>The columns to point at, each with its table. The first says whose rows the answer gives.</dd>
        <dt>severity</dt>
        <dd>error, query or look (worth a look). Without it, query. None is ever counted as the Department’s.</dd>
        <dt>years</dt>
        <dd>2027 for 2026-27, 2026-2027, or 2026- for that year and later. Without it, every year.</dd>
        <dt>row, child</dt>
        <dd>
          Which columns of the answer hold the row and the child, if they are not called row (or rowid) and CHILD.
        </dd>
      </dl>
      <h2>Keep and share them</h2>
      <p>
        One file can hold many rules. Drop it on <a href="#/files">Files</a> with your return; “Save my work” keeps it
        too. It holds no data, so it can go to another council. A file from somebody else is shown first, and nothing of
        it runs before you have read it and pressed “Use these rules”. It is like opening their macro, but for sending:
        the code can send nothing.
      </p>
      <h2>When a rule fails</h2>
      <p>
        It says so under <a href="#/more">More checks</a>, with the file, the line and what to do, and the others go on.
        A rule that takes longer than a minute is stopped.
      </p>`,
  ],
};

// Help on the screens: what each is for and what can be done there.
import { html } from "lit-html";

export const SCREENS = {
  files: [
    "Files: what to check",
    html` <p>
        Drop in everything at once: this year’s files and last year’s, as CSV, XML or Excel, one by one, in a zip or as
        a whole folder. Nothing is sent anywhere: the files are read inside this page.
      </p>
      <h2>The table of your files</h2>
      <p>
        It shows how each file was read, which year it belongs to and what you should know about it. A file is known by
        its columns and its year by its dates, not by its name. If a guess is wrong, press
        <strong>Change</strong> beside the file and say which table or year it is.
      </p>
      <h2>What to check</h2>
      <dl class="terms">
        <dt>Collection year</dt>
        <dd>
          Proposed from the dates, with how many episodes fall in it. The year before it becomes last year, and returns
          from before that tell what began earlier. If you choose another, the year of your files stands beside it.
        </dd>
        <dt>Council</dt>
        <dd>
          The council that makes the return. Some rules ask whether a placement is in your own area. It is proposed from
          the children’s home postcodes; if fewer than half of them fit your choice, Check asks first. Your choice is
          remembered on this computer.
        </dd>
        <dt>As at</dt>
        <dd>
          The day you check for, usually today. During the year, what is due only at its end is listed separately as
          “Not due yet”. <a href="#/help/all-year">More about checking during the year</a>
        </dd>
        <dt>Options</dt>
        <dd>Check with the rules of another year, to see what would fail next year.</dd>
      </dl>
      <h2>Other files that help</h2>
      <ul class="govuk-list govuk-list--bullet">
        <li>Ofsted’s list of homes and agencies: <a href="#/help/providers">how to get it</a></li>
        <li>Last year’s return: <a href="#/help/last-year">how to get it</a></li>
        <li>
          A list of workers with the columns CHILD, WORKER, TEAM and EMAIL. Lists under Share are then made for these
          people.
        </li>
        <li>
          Your work, as you saved it: your changes, notes and choices are made again as far as they fit, and you see
          what was fixed since. A saved check of an older version shows what was fixed.
        </li>
      </ul>`,
  ],
  findings: [
    "Findings: where the errors are",
    html` <p>
        The same errors in four views. An <strong>error</strong> is one rule that one child’s record fails at one place.
      </p>
      <h2>Overview</h2>
      <p>
        Which few rules cause most of the errors, of what kind they are and in which table, what is due now and what
        later. At the foot: the rules that were not run, why, and what to do about it.
      </p>
      <h2>By rule</h2>
      <p>
        What a rule asks, in words, with every row that fails it. Tick rows to accept them with a note or to give them
        all one value. Where many can be fixed together, a button leads there.
      </p>
      <h2>By child</h2>
      <p>
        One child’s whole record with a time line. Errors are numbered, and the number is the same in the list, on the
        time line and beside the row. Errors with one cause are one thing to do. “Change cells by hand” makes every cell
        of this year a button.
      </p>
      <h2>All findings</h2>
      <p>One long table that sorts, searches and downloads.</p>
      <h2>The filter</h2>
      <p>
        Choose a bar, or “Add a filter”. The filter goes with you from view to view; each of its tags can be taken off
        with the ×. The browser’s Back button always works.
      </p>
      <h2>Errors that can’t be fixed</h2>
      <p>
        Accept them with a note that says why. They stay in the findings, marked, and are left out of the lists you hand
        out.
      </p>`,
  ],
  fix: [
    "Fix: the shortest way to a clean return",
    html` <p>
        Every change that can be proposed is tried on a copy of the return first. Nothing changes until you apply it,
        and everything can be undone.
      </p>
      <h2>The plan, best first</h2>
      <p>
        Each group says how many errors fewer it would leave: −63 errors. Open one to see its records. A record is
        ticked only where its change removes more errors than it causes; “see which” says which errors go and which
        come. Where two groups propose a change to one record, choose one of them: the better is chosen for you. After
        “Apply” the next group opens.
      </p>
      <h2>One cause, many errors</h2>
      <p>
        One value that is at fault in many records, such as a number that stands in for one that nobody knew. What is
        proposed is ticked; for the rest, type what you looked up in each row, or one value for all of them, and see
        what it would do before it is applied.
      </p>
      <h2>Safe: nothing changes its meaning</h2>
      <p>
        These alter how something is written, never what it means: spaces, lower case, dates written another way. They
        can be applied all at once.
      </p>
      <h2>Check one by one</h2>
      <p>
        These would cause as many new errors as they remove, or another group does better. Nothing is ticked, and the
        reason is said. Tick a row where you know that the change is right.
      </p>
      <h2>Change log</h2>
      <p>
        Every change with its reason, and how many errors it ended. Undo one or all of them; what was undone can be done
        again.
      </p>
      <h2>Download</h2>
      <dl class="terms">
        <dt>Corrected files</dt>
        <dd>In the format they came in. Every cell you did not change is as it was.</dd>
        <dt>List of changes</dt>
        <dd>
          For whoever keys them into the case system, child by child. Otherwise the same errors come back with the next
          extract.
        </dd>
        <dt>The whole return as XML</dt>
        <dd>For the Department’s portal.</dd>
      </dl>`,
  ],
  figures: [
    "Figures: the numbers that leaders ask for",
    html` <p>
        72 figures, made from your return the way the Department makes its own: who is looked after, who comes and
        leaves, placements, stability, health, reviews, adoption, care leavers. Each says how far it can be trusted.
      </p>
      <h2>The day</h2>
      <p>
        Today, 31 March, or any day of the year. On 31 March of a year that still runs, everything stays as it is in
        your files. Last year is the same day a year before, made from last year’s return. Health and care leavers have
        one answer a year and no date.
      </p>
      <h2>How far to trust it</h2>
      <dl class="terms">
        <dt>Has an error</dt>
        <dd>
          Of the children or records on which the figure rests: how many have an error in something that it reads. Only
          errors that are due and not accepted; each record counts once.
        </dd>
        <dt>Cannot tell</dt>
        <dd>What the figure needs is blank, can’t be read, or is in no return that is loaded. It is never guessed.</dd>
        <dt>Range</dt>
        <dd>
          The least and the most that the figure could be, if every record with an error were wrong and every “cannot
          tell” fell on one side. It is an outer limit, not a likely one.
        </dd>
        <dt>Our definition</dt>
        <dd>The Department publishes no exact definition; the one used here stands on the figure’s page.</dd>
      </dl>
      <h2>One figure</h2>
      <p>
        Choose a figure to see what it counts, in plain and in exact words, month by month, who they are, and the
        children behind it: counted, not counted and why, cannot tell, with an error. A child’s number leads to the
        child. The parts of a breakdown add up to the whole.
      </p>
      <h2>Other councils</h2>
      <p>
        Drop the Department’s published CSV files at the foot of Figures, or on Files: region, England and your
        statistical neighbours then stand beside your own figures, with the year that they are of. What the Department
        hides or rounds is shown as it is published. Nobody is ranked.
      </p>
      <h2 id="several">Several councils</h2>
      <p>
        Drop the folders or a zip of several councils and years on Files, all at once. Each file’s council is told by
        the name of its folder or file, or by the home postcodes, and you choose which one to check; its last year and
        its earlier years go with it. To go on to another one, choose it under Council: nothing has to be dropped again.
      </p>
      <p>
        Under Figures, Several councils shows them beside each other, with the files of figures that other councils hand
        on. Such a file holds no child, and numbers of 1 to 5 are hidden in it. Sort by any figure, look at each month,
        or download all of it as one table.
      </p>
      <h2>Take the figures away</h2>
      <p>
        “Download the figures” makes one file of all 72 with every month’s end. It holds no child’s id. Numbers of 1 to
        5 are hidden, with what would give them away, unless you untick the box.
      </p>
      <h2 id="names">Names in exact terms</h2>
      <dl class="terms">
        <dt>S, E, D, P</dt>
        <dd>
          The first and the last day of the collection year; the day that is shown; how many children aged 0 to 17 live
          in the area.
        </dd>
        <dt>EPX, EPX2</dt>
        <dd>
          The rows of Episodes that are no short breaks (legal status V3 and V4); EPX2 has last year’s too. EPX_last is
          last year’s alone.
        </dd>
        <dt>OPEN(D)</dt>
        <dd>The row of EPX that runs on the day: begun on it or before, and not ended, or ended after it.</dd>
        <dt>CLA(D)</dt>
        <dd>The children with an OPEN(D): looked after on the day.</dd>
        <dt>CLA_YEAR</dt>
        <dd>The children looked after at any time from 1 April to the day.</dd>
        <dt>CLA12</dt>
        <dd>The children looked after without a break for the twelve months up to the day.</dd>
        <dt>START, START1</dt>
        <dd>Starts of care from 1 April to the day (reason for new episode S); each child’s first.</dd>
        <dt>CEASE, CEASE1</dt>
        <dd>Ends of care from 1 April to the day (a reason the episode ceased, but not X1); each child’s last.</dd>
        <dt>PERIOD</dt>
        <dd>A child’s rows from a start of care to its end, over this year and last.</dd>
        <dt>SPELL</dt>
        <dd>
          A stay with one carer within a PERIOD. Temporary placements (T0 to T4) are left out, and coming back from one
          goes on with the stay before it.
        </dd>
        <dt>CL(ages)</dt>
        <dd>
          The rows of OC3 of young people who are that old at the year’s end, without those who died or went home, whose
          care another council took over, or who only had short breaks.
        </dd>
      </dl>`,
  ],
  ask: [
    "Ask: your own questions",
    html` <p>
        Ask answers your own questions about the tables you loaded, in SQL or in Python with pandas. It works on a copy:
        nothing that you write here can change your files or the errors found.
      </p>
      <h2>How to ask</h2>
      <p>
        Choose a question that is ready under <strong>Question</strong>, or write your own. At the left stand the tables
        and columns in plain words; choose one to insert it. Press <strong>Run</strong>, or Ctrl and Enter. Escape, then
        Tab, leaves the editor.
      </p>
      <dl class="terms">
        <dt>SQL</dt>
        <dd>
          Needs no loading. Dates are texts such as 2026-04-01. <code>days(a, b)</code>, <code>age(dob, on)</code>,
          <code>today()</code> and <code>meaning('PLACE', PLACE)</code> help. Last year’s tables end in _last.
        </dd>
        <dt>Python</dt>
        <dd>
          Loads pandas once, 8 MB, from this page. Every table is a DataFrame: <code>Episodes</code> or
          <code>tables.Episodes</code>. The last line is the answer: a table, a number, a text or
          <code>plot(frame, "x", "y")</code>.
        </dd>
        <dt>Placements and periods</dt>
        <dd>Counted as the figures count them, so that an answer here equals the figure there.</dd>
        <dt>Save</dt>
        <dd>
          Makes one small file of the questions that you saved. Drop it on Ask next time, or send it to a colleague. It
          holds the words of your questions and no data of your tables.
        </dd>
      </dl>
      <h2 id="limits">What the code can and can’t do</h2>
      <ul class="govuk-list govuk-list--bullet">
        <li>It runs in a Python of its own, with copies of the tables.</li>
        <li>It can’t send anything: there is no network in it, as in the rest of this page.</li>
        <li>It can’t change your files, the errors found, or what is shown elsewhere.</li>
        <li>Stop ends it at once. After a minute it ends by itself. Nothing else is lost.</li>
        <li>
          A question from somebody else can give a wrong answer, as a workbook can. Look at it before you run it; it is
          shown and never runs by itself.
        </li>
      </ul>`,
  ],
  share: [
    "Share: for other people",
    html` <h2>Report</h2>
      <p>A workbook of all errors, the same as CSV, and one page for the manager without any child’s id.</p>
      <h2>Letters and lists</h2>
      <p>
        Letters in plain words for the people who can put the records right. Each point says what we have, what seems
        wrong and what to do or tell us. What a social worker can answer goes to the child’s worker, the rest to the
        team that knows: placements, health, reviewing officers and so on. “Change who is asked” gives a rule to
        somebody else. What only the data team can do is in nobody’s letter; group by “who can put it right” to see it.
      </p>
      <p>
        Type once by when to reply and where; it stands on every letter. “Download all e-mail drafts” makes one zip with
        a draft for each: open one and it stands in your mail program, ready to send. Nothing is sent from here. There
        is a CSV for mail merge too, one document with all letters to print, and a workbook. Untick whoever should not
        get one; leave out rules you deal with yourself.
      </p>
      <p>
        Who a child’s worker is comes from your list of workers (the template holds the ids), or else from SWEpisodes.
      </p>
      <h2>Are the errors going down?</h2>
      <p>
        “Save my work” makes one file. Drop it in with your next extract: your changes are made again where they fit,
        your notes are back, and you see what is fixed, what is new and what is still there. Where you worked on the
        returns of several councils, it is a zip with a file for each: drop in the whole zip to go on, or give a council
        its own file.
      </p>
      <h2>Compare with another council</h2>
      <p>
        “Share figures only” holds counts by rule, no ids and no dates, and hides counts under 5. Another council’s
        figures can be dropped in beside yours.
      </p>
      <h2>What you download</h2>
      <p>Each download says whether it names children. Treat those that do as you treat the return itself.</p>`,
  ],
  "more-checks": [
    "More checks: worth a look",
    html` <p>
        <a href="#/more">More checks</a> are not the Department’s. They look for what no rule of the Department’s asks:
        reviews that are late, one child under two ids, a move that is none, one address for many families. What they
        find is worth a look and never an error, so it stands apart: in no count, no letter and no plan.
      </p>
      <h2>Switch them</h2>
      <p>
        Each has a switch, and one switch stands for all. What is off stays off in this page; save your work to find it
        so again.
      </p>
      <h2>False alarms</h2>
      <p>
        Beside each check stands how many of its findings we expect to be right after all. That is our judgement, not a
        measurement.
      </p>
      <h2>The day</h2>
      <p>
        While the year is running they ask about the day in “As at”: who is in care then, and what was due by then.
        Reviews are counted in working days of England, without bank holidays.
      </p>`,
  ],
  "rule-book": [
    "Rules and sources: what each rule means",
    html` <p>
        <a href="#/rules">Rules and sources</a> holds every rule in force in a year, with what is wrong, how to fix it,
        which fields it looks at and what it needs. It is there before any file is loaded.
      </p>
      <h2>Find a rule</h2>
      <p>Type its code, such as 503C, or a word, such as “adoption”.</p>
      <h2>See what changed</h2>
      <p>
        Choose a collection year, then “Only those that are new or changed”. Rules no longer in force are listed at the
        foot.
      </p>
      <h2>The kinds of error</h2>
      <dl class="terms">
        <dt>Missing</dt>
        <dd>Something the return asks for is blank.</dd>
        <dt>Not permitted</dt>
        <dd>Something is filled in that no code list or calendar has.</dd>
        <dt>Inconsistent</dt>
        <dd>Two things in this year’s return can’t both be right.</dd>
        <dt>Disagrees with last year</dt>
        <dd>This year’s return and last year’s say different things.</dd>
        <dt>The files don’t fit each other</dt>
        <dd>A child is in one file and not in another, stands twice, or has other details there.</dd>
      </dl>
      <h2>Where the wording comes from</h2>
      <p>
        The rules are the Department’s; the words are ours, so that nobody needs the manual to read them. Where our
        words and the Department’s guide differ, the guide counts: tell whoever gave you this tool.
      </p>
      <p>
        The rules of 2026-27 are as known in May 2026. The Department revised its rules on 4 June 2026, so your
        council’s own copy of a newer list can differ.
      </p>`,
  ],
};

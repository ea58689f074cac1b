// What Python's answers hold, and what its calls take. Made by py/tools/answers.py: don't edit.
// PYTHONPATH=py build/venv/bin/python -m tools.answers
declare namespace Answers {
  /** One of the two, told apart by what they hold: what only one has may be lacking. */
  type Either<A, B> = Pick<A, keyof A & keyof B> & Partial<A> & Partial<B>;

  /** `categories`, `severities`, `statuses`: what the page calls them. */
  interface About {
    years: RulesOfYear[];
    councils: Council[];
    tables: TableName[];
    categories: Record<string, string>;
    severities: Record<string, string>;
    statuses: Record<string, string>;
  }

  /** How many errors are accepted now, and of how many that was changed. */
  interface Accepted {
    accepted: number;
    changed: number;
  }

  /** A column of an answer. `type`: text, date, number, yes or no; `values`: some of them. */
  interface AnswerColumn {
    name: string;
    type: string;
    values: any[];
  }

  /** A code and what it means. */
  interface AskCode {
    code: string;
    meaning: string;
  }

  /** A column. `type`: text, date, integer or number; `codes`: the code list, or "". */
  interface AskColumn {
    name: string;
    type: string;
    meaning: string;
    codes: string;
  }

  /** A word that questions may use. `language`: sql, python, or "" for both. */
  interface AskHelper {
    word: string;
    meaning: string;
    language: string;
  }

  /** A table. `row`: what one of its rows is; `rows`: how many; `group`: under which head it stands. */
  interface AskTable {
    name: string;
    row: string;
    rows: number;
    group: string;
    columns: AskColumn[];
  }

  /** What the editor knows. `codes`: list -> its codes. */
  interface AskWords {
    questions: Question[];
    helpers: AskHelper[];
    codes: Record<string, AskCode[]>;
  }

  /** Somebody who can help, and with how many of the errors that stay. */
  interface Asked {
    who: string;
    label: string;
    errors: number;
  }

  /** Who is asked about a rule's errors: by its words (of most rows), and as the user chose, or "". */
  interface AskedOf {
    code: string;
    title: string;
    errors: number;
    who: string;
    chosen: string;
  }

  /** A row that was compared; `above`: it stands above the row at fault. */
  interface Beside {
    label: string;
    above: boolean;
    table: string;
    at: number;
    file: string;
    line: number | null;
    cells: (BesideCell | null)[];
  }

  /**
   * A cell of a row beside. `same`: it says the same as the row at fault; `answers`: it is what that row's culprit
   * is to be compared with.
   */
  interface BesideCell {
    value: string;
    meaning: string;
    short: string;
    same: boolean;
    wrong: boolean;
    answers: boolean;
  }

  /** A rule in force. `changed`: from the year before, a sentence; "" if it is as it was. */
  interface BookRule {
    code: string;
    title: string;
    category: string;
    category_label: string;
    severity: string;
    wrong: string;
    fix: string;
    tables: string[];
    in_force: string;
    fields: RuleField[];
    needs: string[];
    changed: string;
  }

  /**
   * A page of the breaks of one kind, or of all. `there`: earlier years were loaded; `years`: all that were
   * compared, in words; `children`: whom they are about; `notes`: across which years nothing is compared.
   */
  interface Breaks {
    there: boolean;
    years: string;
    total: number;
    children: number;
    notes: string[];
    counts: BreaksOf[];
    about: string;
    shown: number;
    rows: ChainBreak[];
  }

  /** How many breaks of one kind. */
  interface BreaksOf {
    said: string;
    breaks: number;
  }

  /** How far the database of Ask is: the `table` that was made last; `version`: its number. */
  interface Building {
    done: boolean;
    version: number;
    table: string;
  }

  /** The database, an SQLite file, and the tables that are in it. */
  interface Built {
    done: boolean;
    version: number;
    table: string;
    tables: AskTable[];
    bytes: Uint8Array;
  }

  /** A category that the filter could be set to. */
  interface CategoryChoice {
    category: string;
    label: string;
    errors: number;
  }

  /** A category, and its part of all errors. */
  interface CategoryShare {
    category: string;
    label: string;
    errors: number;
    share: number;
  }

  /** A cell: its text, what it means, and that in a few words. */
  interface Cell {
    value: string;
    meaning: string;
    short: string;
  }

  /** A cell of the return as it stands. */
  interface CellAt {
    table: string;
    at: number;
    field: string;
  }

  /** A cell before and after; `after` None: the row is taken out. */
  interface CellChange {
    label: string;
    line: number | null;
    before: Cell;
    after: Cell | null;
  }

  /**
   * One. `years`: "2025-26 to 2026-27"; `before`, `after`: what the earlier return says and what the later one does;
   * the places are "" where there is none; `known`: the return that is checked has the child.
   */
  interface ChainBreak {
    child: string;
    known: boolean;
    years: string;
    said: string;
    what: string;
    before: string;
    after: string;
    place_before: string;
    place_after: string;
  }

  /**
   * `authority`: a council's code; `rules_year`: None for that of the return; `as_at`: ISO, by default today;
   * `work`: False where a work file that waits for a check is to go on waiting.
   */
  interface CheckOptions {
    year?: number | null;
    authority?: string | null;
    rules_year?: number | null;
    as_at?: string | null;
    work?: boolean;
  }

  /** A child. `timeline`: None where no date is known; `done`: what was changed, newest first. */
  interface Child {
    child: string;
    found: boolean;
    facts: Fact[];
    errors: ChildError[];
    things: Thing[];
    timeline: Timeline | null;
    tables: ChildTable[];
    done: Done[];
  }

  /** An error of the child: `n` from 1 on, those with one cause after each other. What it says is in `things`. */
  interface ChildError {
    n: number;
    status: string[];
  }

  /** The ids of the children with errors, in the order of the list; `accepted`: those all of whose errors are. */
  interface ChildOrder {
    children: string[];
    accepted: string[];
  }

  /**
   * A row. `at`: its position in its table (of last year where `last`); `marks`: the errors of the row in which no
   * one cell is known to be at fault.
   */
  interface ChildRecord {
    file: string;
    line: number | null;
    last: boolean;
    at: number;
    marks: number[];
    cells: MarkedCell[];
    notes: RowNote[];
  }

  /** A child with errors; "" for rows without an id. */
  interface ChildRow {
    child: string;
    errors: number;
    rules: RuleName[];
    tables: string[];
  }

  /** The child's rows of a table. */
  interface ChildTable {
    table: string;
    label: string;
    row: string;
    files: string[];
    columns: FieldLabel[];
    rows: ChildRecord[];
  }

  /** A page of the children with errors. */
  interface Children {
    total: number;
    rows: ChildRow[];
  }

  /**
   * Which children: `of` counted, not, cannot or error; of one group of a breakdown; of a worker or team, "" for
   * those without.
   */
  interface ChildrenFilter {
    of?: string;
    split?: string;
    group?: string;
    worker?: string | null;
    team?: string | null;
  }

  /** Only what occurs; each list is counted with the rest of the filter as it is, its own key left out. */
  interface Choices {
    rules: RuleCount[];
    tables: TableChoice[];
    categories: CategoryChoice[];
    severities: SeverityChoice[];
    files: FileChoice[];
  }

  /** A code. */
  interface CodeMeaning {
    code: string;
    meaning: string;
  }

  /** This check beside another. `under`: counts below it are hidden. */
  interface Comparison {
    other: OtherCheck;
    children: number;
    rows: RuleCompared[];
    under: number;
  }

  /** This check beside others. */
  interface Comparisons {
    comparisons: Comparison[];
  }

  /** A council. */
  interface Council {
    code: string;
    name: string;
  }

  /**
   * A figure of a council. `sort`: by which it is sorted, None last; `value`: "10%", "" where there is none; `note`:
   * why there is none; `errors`: its records with an error in a field that the figure uses, in per cent, as said.
   */
  interface CouncilCell {
    sort: number | null;
    value: string;
    beside: string;
    note: string;
    errors: string;
    errors_beside: string;
    errors_sort: number | null;
  }

  /** A council's published figure. `value` None where there is none, and `said` says why. */
  interface CouncilDot {
    name: string;
    value: number | null;
    said: string;
    own: boolean;
    region: boolean;
    near: boolean;
  }

  /** A figure with a cell for each council, and the whole of all; `id` "errors": errors due for each 100 children. */
  interface CouncilFigure {
    id: string;
    title: string;
    warn: string;
    cells: CouncilCell[];
    all: CouncilCell;
  }

  /**
   * A council. `own`: it is the return that is checked here; `full`: from a return, that or another; `about`: what
   * its figures are from; `day`: in words.
   */
  interface CouncilHead {
    name: string;
    own: boolean;
    full: boolean;
    about: string;
    day: string;
  }

  /** A figure through the months: (day, value) of each council, in their order; `sign`: what stands after a number. */
  interface CouncilMonths {
    id: string;
    title: string;
    sign: string;
    councils: [string, number | null][][];
  }

  /**
   * The council that the postcodes tell, "" if none; `sentence`: "97% of home postcodes are in Birmingham", or "";
   * `agrees`: they don't contradict the chosen one; `question`: what is asked if they do, open or answered.
   */
  interface CouncilTold {
    likely: string;
    likely_name: string;
    sentence: string;
    agrees: boolean;
    question: PlainQuestion | null;
  }

  /** How many there are in one of the lists: counted, not, cannot, error. */
  interface CountOf {
    state: string;
    count: number;
  }

  /** A row of a table: errors due, of how many children if it is a team. */
  interface Counted {
    label: string;
    children?: number;
    errors: number;
  }

  /** Something that was counted: its days, and what it is. */
  interface CountedLine {
    text: string;
    note: string;
  }

  /** What was counted. */
  interface CountedLines {
    lines: CountedLine[];
    wrong: boolean;
    read: boolean;
  }

  /** How many differences of one kind. */
  interface DifferencesOf {
    said: string;
    differences: number;
  }

  /**
   * Changes of a batch that are undone together. `at`: None for the whole batch, which then is about this child
   * alone, and `gone` and `new` are its errors; else a place in the batch, and they are None.
   */
  interface Done {
    number: number;
    at: number | null;
    when: string;
    why: string;
    said: string[];
    gone: number | null;
    new: number | null;
  }

  /** Rows of one table as the page's evidence part draws them; `more`: rows that are left out. */
  interface Drawing {
    table: string;
    label: string;
    row_label: string;
    columns: Head[];
    rows: Seen[];
    more: number;
  }

  /** How few rules cause at least 80% of the errors, and how many errors that is. */
  interface Eighty {
    rules: number;
    errors: number;
  }

  /** What the files of published figures say of England: the year to 31 March, and a cell for each figure. */
  interface EnglandRow {
    year: number;
    cells: CouncilCell[];
  }

  /** Something said of a child. */
  interface Fact {
    label: string;
    value: string;
  }

  /**
   * Only some tables: `sentence` says which rules were run; `add`: the table to add, "" if none helps; `more`: how
   * many rules it would let run.
   */
  interface FewTables {
    sentence: string;
    tables: string[];
    run: number;
    add: string;
    more: number;
    waits: Waits[];
  }

  /** A column, and what the page calls it. */
  interface FieldLabel {
    field: string;
    label: string;
  }

  /** A cell with its column. */
  interface FieldValue {
    field: string;
    label: string;
    value: string;
    meaning: string;
    short: string;
  }

  /** A further number that stands beside the figure, with last year's. */
  interface FigureBeside {
    label: string;
    value: string;
    beside: string;
    last: string;
  }

  /** A child or record behind a figure. `why`: why it is not counted; `groups`: under the heads that the list has. */
  interface FigureChild {
    child: string;
    why: string;
    has_error: boolean;
    worker: string;
    team: string;
    groups: string[];
  }

  /**
   * A page of the list. `counts`: of all the lists, with the filter; `heads`: of the groups in each row; `total`: of
   * the list shown; `workers`, `teams`: that can be chosen, "" for those without.
   */
  interface FigureChildren {
    counts: CountOf[];
    heads: string[];
    total: number;
    rows: FigureChild[];
    workers: string[];
    teams: string[];
  }

  /** The published figures of a year. `said`: own council, region, neighbours, England; `sign`: after each number. */
  interface FigureCompare {
    year: number;
    sign: string;
    region: string;
    neighbours: boolean;
    said: PublishedCell[];
    councils: CouncilDot[];
  }

  /** A group of a breakdown: how many, of how many, its share; `bar`: the share as a number, or of the largest. */
  interface FigureGroup {
    label: string;
    value: string;
    of: string;
    share: string;
    bar: number;
    last: string;
    small: boolean;
  }

  /**
   * A figure. `note`: "Our definition", or ""; `lacks`: what it can't be made without; `most`: of a mix, its largest
   * group; `why_not_last`: why there is no last year; `months`, `months_last`: at each month's end, then on the day.
   */
  interface FigureLine {
    id: string;
    title: string;
    theme: string;
    unit: string;
    note: string;
    not_due: boolean;
    warn: string;
    lacks: string;
    value: string;
    beside: string;
    most: string;
    last: string;
    last_beside: string;
    why_not_last: string;
    change: string;
    points: string;
    months: (number | null)[];
    months_last: (number | null)[];
    trust: Trust | null;
    published: PublishedCell[];
  }

  /** Month by month, this year and last; `percent`: the values are percentages; `levels`: region and England. */
  interface FigureMonths {
    percent: boolean;
    this: MonthPoint[];
    last: MonthPoint[];
    levels: PublishedLevel[];
  }

  /** A figure in a list. */
  interface FigureName {
    id: string;
    title: string;
  }

  /** One figure. `year_end`: what it was at last year's end; `columns`: those whose errors put it in doubt. */
  interface FigurePage {
    line: FigureLine;
    theme_label: string;
    plain: string;
    exact: string;
    source: string;
    rounding: string;
    columns: string[];
    year_end_day: string;
    year_end: string;
    year_end_beside: string;
    months: FigureMonths | null;
    beside: FigureBeside[];
    splits: FigureSplit[];
    rules: TouchingRule[];
    compare: FigureCompare | null;
  }

  /** The question. `children`: how many it asks for. */
  interface FigureQuestion {
    sql: string;
    children: number;
  }

  /** A breakdown, and the whole at its end. `of_group`: each group is a share of its own; else all of one whole. */
  interface FigureSplit {
    split: string;
    title: string;
    of_group: boolean;
    groups: FigureGroup[];
    whole: FigureGroup;
    bars_end: string;
  }

  /** A theme and its figures. */
  interface FigureTheme {
    theme: string;
    label: string;
    figures: FigureName[];
  }

  /**
   * Children on the last day before the year, starts and leavers since, children on the day; `..._children`: one who
   * did so twice counts once. `off`: by how much it does not add up; `odd`: the ids of the children of whom it does
   * not, the first hundred of `odd_total`.
   */
  interface FiguresBalance {
    start_day: string;
    start: number;
    came: number;
    left: number;
    now: number;
    came_children: number;
    left_children: number;
    off: number;
    odd: string[];
    odd_total: number;
  }

  /**
   * The place. `day`: ISO, on which the figures are made, as are `today`, `year_end`, `first`; `last_day`: in words,
   * "" without last year's return; `own_headlines`: the user chose them; `columns`: of published figures: level,
   * name.
   */
  interface FiguresPlace {
    council: string;
    year_label: string;
    day: string;
    today: string;
    first: string;
    year_end: string;
    last_day: string;
    headlines: string[];
    own_headlines: boolean;
    themes: FigureTheme[];
    files: PublishedRead[];
    columns: [string, string][];
    published_year: number | null;
  }

  /** A file that the filter could be set to. */
  interface FileChoice {
    file: string;
    errors: number;
  }

  /**
   * A table of a file. `role`: this, last, earlier (read-only), reference, unused, or waits (for an answer that says
   * the year); `council`: another one, whose it is and which is not checked now, or ""; `asks`: keys of questions;
   * `sheets`: of Ofsted’s list, if one lacks a column.
   */
  interface FilePart {
    part: number;
    kind: string;
    table: string | null;
    label: string;
    sheet: string;
    year: number | null;
    role: string;
    why: string;
    council: string;
    rows: number;
    notes: string[];
    looks: string[];
    asks: string[];
    sheets: ListSheet[];
  }

  /**
   * The files. `suggested`: the year that they are of, whatever was chosen; `years`: what is done with each year,
   * where there are other councils, or others than this year and last, else ""; `questions`: those that are open, in
   * the order in which they are asked; `undecided`: postcodes have yet to come that tell whose some files are: ask
   * again then; `authority`: the council that makes the sample return.
   */
  interface Files {
    files: OneFile[];
    year: number | null;
    year_label: string;
    period: string;
    year_from: string;
    suggested: number | null;
    year_evidence: string;
    years: string;
    rows: number;
    tables_this: number;
    tables_last: number;
    doubts: string[];
    questions: PlainQuestion[];
    answered: PlainQuestion[];
    work: YourWork | null;
    few: string;
    undecided: boolean;
    authority?: string;
  }

  /**
   * Which errors are meant: each key one value, exact; one that is empty or absent doesn't count. status due, later,
   * new, still, accepted text every word typed must stand in the rule's code or title, the table, child, file, a
   * value at fault or its meaning, or the title of the cause group a kind of a rule's rows: the key of one of its
   * `groups` theme of the rule, as the page for the manager counts: one of `themes.of_rules` team of the child, as
   * the list of workers says; `NO_TEAM`
   */
  interface Filter {
    rule?: string;
    table?: string;
    category?: string;
    severity?: string;
    child?: string;
    file?: string;
    status?: string;
    text?: string;
    group?: string;
    theme?: string;
    team?: string;
  }

  /** An error. `n`: its number in the check; `values`: the cells that its rule is about. */
  interface Finding {
    status: string[];
    note: string;
    category: string;
    category_label: string;
    n: number;
    rule: string;
    title: string;
    table: string;
    table_label: string;
    file: string;
    line: number | null;
    child: string;
    values: FieldValue[];
  }

  /** A column that can be changed by hand; no codes: any text. */
  interface FixField {
    field: string;
    label: string;
    type: string;
    codes: CodeMeaning[];
  }

  /** The fix of a batch. */
  interface FixKind {
    key: string;
    safe: boolean;
  }

  /**
   * A fix with something to propose. `rules`: its rules that have errors; `of_rows`: how many rows the changes are
   * in.
   */
  interface FixOffer {
    key: string;
    title: string;
    safe: boolean;
    rules: string[];
    count: number;
    of_rows: number;
  }

  /** An error of the saved check that is gone. `there`: the child is in these files; `row`: the dates of its row. */
  interface FixedError {
    rule: string;
    title: string;
    child: string;
    there: boolean;
    table_label: string;
    row: string;
    what: string;
  }

  /**
   * A page of them; `label`: the day of the saved check; `not_run`: how many are of rules that were not run now;
   * `of`: how many are fixed in all.
   */
  interface FixedErrors {
    label: string;
    total: number;
    of: number;
    children: number;
    not_run: number;
    rows: FixedError[];
  }

  /** `dropped`: changes of an earlier log that don't fit these files. */
  interface Fixes {
    checked: boolean;
    offers: FixOffer[];
    log: Logged[];
    changes: number;
    undone: number;
    files_changed: number;
    renamed: Renamed[];
    dropped: number;
  }

  /**
   * Children looked after at the year’s start, who came in and left since, and now; `off`: by how much it does not
   * add up. `..._wrong`: how many of those records have an error.
   */
  interface Flow {
    start: number;
    came: number;
    came_wrong: number;
    left: number;
    left_wrong: number;
    now: number;
    now_wrong: number;
    off: number;
  }

  /** A page of the errors that the filter leaves, of so many in all. */
  interface FoundRows {
    total: number;
    of: number;
    rows: Finding[];
  }

  /** Those of the choices that are to change. */
  interface GivenChoices {
    by?: string;
    left_out?: string[];
    later?: boolean;
    fix_by?: string;
    sender?: string;
    contact?: string;
    who?: Record<string, string>;
    put_in?: Record<string, any[]>;
    lists_off?: string[];
    plan_ticks?: Record<string, KeptTicks>;
    helps?: string | null;
    checks_run?: boolean;
    local_run?: boolean;
    checks_off?: string[];
    headlines?: string[];
  }

  /** A group. */
  interface GroupKey {
    key: string;
    title: string;
  }

  /**
   * Which records of a group are ticked; `but`: those whose tick is the other way, and how many changes that adds or
   * takes away.
   */
  interface GroupTicks {
    ticks: "proposed" | "helping" | "all" | "none";
    but: Record<string, number>;
  }

  /** The head of a column; "" for what the rule worked out, with a `note` below. */
  interface Head {
    field: string;
    label: string;
    note?: string;
  }

  /**
   * The cells that hold a value: places of their rows in the table as it stands, and of those without a proposal;
   * how many errors come of it, of how many children.
   */
  interface HeldCells {
    field: string;
    label: string;
    table: string;
    value: string;
    errors: number;
    children: number;
    rows: number[];
    bare: number[];
  }

  /**
   * Something found. `id`: a rule's code or a child's id ("" for rows without one); `name` is said in bold, `text`
   * beside it; `errors`: None before a check, for a row and for a local rule; `to`: of a row, table and line.
   */
  interface Hit {
    id: string;
    name: string;
    text: string;
    errors: number | null;
    to: string;
  }

  /** What was found of a kind: the first of so many. */
  interface HitGroup {
    kind: string;
    label: string;
    total: number;
    hits: Hit[];
  }

  /** The value at fault in many records that a cause is part of: `key` is that of its line of the plan. */
  interface InMany {
    key: string;
    title: string;
  }

  /** Children who live in one kind of place, and how many of their records have an error. */
  interface InPlace {
    label: string;
    children: number;
    errors: number;
  }

  /** Which records of a group are ticked; `but`: names of those whose tick is the other way, see `session.ticks`. */
  interface KeptTicks {
    ticks: "proposed" | "helping" | "all" | "none";
    but: any[][];
  }

  /** What tells a row from the child's others. */
  interface KeyCell {
    label: string;
    value: string;
  }

  /** A cell by which somebody knows a row. */
  interface Known {
    value: string;
    meaning: string;
    short: string;
    label: string;
  }

  /** A lane with something in it: status, placement, reviews, missing, liberty, worker. */
  interface Lane {
    name: string;
    label: string;
    items: PlainItem[];
  }

  /** Something that isn’t known of some rows, and the rules that were run without them. */
  interface LeftOut {
    why: string;
    todo: string;
    rules: RuleName[];
  }

  /** Whose letter a cause is in; `asked`: the user put it there. */
  interface Letter {
    who: string;
    asked: boolean;
  }

  /**
   * One. `ours`, `theirs`: what the return says and what Annex A does, "" for nothing; the places are "" where there
   * is none; `guess`: the child was found by its details, not by its id; `known`: the return has the child.
   */
  interface ListDifference {
    child: string;
    known: boolean;
    list: number;
    said: string;
    ours: string;
    theirs: string;
    our_place: string;
    their_place: string;
    hint: string;
    guess: boolean;
  }

  /** A list, as the table of all lists shows it. `local`: points of the council's own rules, in no other count. */
  interface ListRow {
    who: string;
    kind: string;
    team: string;
    email: string;
    address: boolean;
    letter: boolean;
    children: number;
    errors: number;
    things: number;
    local: number;
  }

  /** A sheet of Ofsted’s list: what it gave, what it lacks, and the year’s rules that wait for that. */
  interface ListSheet {
    name: string;
    settings: number;
    closed: number;
    gives: string[];
    lacks: string[];
    rules: string[];
  }

  /** The lists, a page of them. `for_data`: things that only the data team can do; `local`: points of local rules. */
  interface Lists {
    checked: boolean;
    total: number;
    letters: number;
    errors: number;
    things: number;
    local: number;
    for_data: number;
    rows: ListRow[];
  }

  /** How many of this year's children the list names, of how many; its workers and teams; addresses that are none. */
  interface Loaded {
    children: number;
    of: number;
    workers: number;
    teams: number;
    no_addresses: string[];
  }

  /** A child that local rules found something of. */
  interface LocalChild {
    child: string;
    things: number;
    codes: string[];
  }

  /**
   * The files. `running`: whether local rules run with every check; `off`: codes of those that are switched off;
   * `ran`: whether what they find in the return as it is now is here.
   */
  interface LocalFiles {
    files: LocalText[];
    running: boolean;
    off: string[];
    ran: boolean;
  }

  /** A rule as it stands in its file. */
  interface LocalListed {
    code: string;
    title: string;
  }

  /**
   * What the form offers. `reason`: why the question can't be a rule, "" if it can; `code`: one that is free;
   * `child`, `row`: columns that may hold them; `fields`: the columns that it seems to be about; `year`: the
   * collection's.
   */
  interface LocalOffer {
    reason: string;
    code: string;
    child: string[];
    row: string[];
    fields: string;
    year: number;
  }

  /** A file, or a rule of it, that was not run. `text`: where, why, what to do. */
  interface LocalProblem {
    file: string;
    code: string;
    text: string;
  }

  /** A finding of a local rule. */
  interface LocalRow {
    child: string;
    table: string;
    table_label: string;
    file: string;
    line: number | null;
    beside: string;
    evidence: string;
    code: string;
    title: string;
  }

  /**
   * A local rule and how much it finds. `severity`: in words; `problem`: why it found nothing, "" if it was run;
   * `printed`: what its code printed.
   */
  interface LocalRule {
    code: string;
    title: string;
    wrong: string;
    fix: string;
    severity: string;
    file: string;
    line: number;
    things: number;
    children: number;
    problem: string;
    printed: string;
  }

  /**
   * What local rules found, of what was asked for. `problems`: what was not run; `total`: findings, of which `rows`
   * are a page; `children`: how many, of which `by_child` are the first.
   */
  interface LocalShown {
    rules: LocalRule[];
    problems: LocalProblem[];
    children: number;
    by_child: LocalChild[];
    total: number;
    rows: LocalRow[];
  }

  /** How much local rules found; not `current`: they ran over tables that are others now, and are to run again. */
  interface LocalTaken {
    current: boolean;
    things: number;
    children: number;
  }

  /** A file of local rules. `python`: it is Python, else SQL; `pandas`: it can't do without pandas. */
  interface LocalText {
    name: string;
    text: string;
    python: boolean;
    pandas: boolean;
    rules: LocalListed[];
  }

  /** The file of the new rule. `problem`: why there is none, in a sentence; "" if there is. */
  interface LocalWritten {
    problem: string;
    name: string;
    text: string;
  }

  /**
   * A batch of the log. `by`: fix, column, cell; `undone`: how many of its changes; `child`, `before`, `after`:
   * where they are the same in all.
   */
  interface Logged {
    offer: FixKind | null;
    number: number;
    when: string;
    by: string;
    why: string;
    undone: number;
    changes: number;
    where: string;
    child: string | null;
    before: string | null;
    after: string | null;
    removed: boolean;
    gone: number;
    new: number;
  }

  /** A change of a batch. `together`: how many are undone with it. */
  interface LoggedChange {
    child: string;
    table: string;
    label: string;
    file: string;
    line: number | null;
    key: KeyCell | null;
    field: string | null;
    field_label: string;
    before: Cell;
    after: Cell | null;
    at: number;
    undone: boolean;
    together: number;
  }

  /** A page of the changes of a batch. */
  interface LoggedChanges {
    number: number;
    total: number;
    rows: LoggedChange[];
  }

  /**
   * A row to look at. `beside`: where the row stands with which it was compared, "" for none; `evidence`: a
   * sentence.
   */
  interface LookedRow {
    child: string;
    table: string;
    table_label: string;
    file: string;
    line: number | null;
    beside: string;
    evidence: string;
  }

  /** A file to take away. */
  interface Made {
    name: string;
    bytes: Uint8Array;
  }

  /** A file, and what is to be said of it. */
  interface MadeWithNotes {
    name: string;
    bytes: Uint8Array;
    notes: string[];
  }

  /** The page. `by_team`: False where no team is known, and `teams` are those who can put it right. */
  interface Manager {
    points: Point[];
    undated: number;
    trend: string;
    council: string;
    year_label: string;
    day: string;
    start_day: string;
    year_end: string;
    flow: Flow | null;
    places: InPlace[];
    due: number;
    later: number;
    accepted: number;
    themes: Counted[];
    by_team: boolean;
    teams: Counted[];
    children: number;
    helps: string;
    helps_made: boolean;
  }

  /** Numbers of the errors of a date. */
  interface Mark {
    date: string;
    n: number[];
  }

  /**
   * A cell. `errors`: those in which it is at fault, also of a row that was compared; `read`: a rule looked at it;
   * `was`: what the file holds, where it was changed.
   */
  interface MarkedCell {
    value: string;
    meaning: string;
    short: string;
    errors: number[];
    read: boolean;
    was: Cell | null;
  }

  /**
   * A number beside the one needed: 52, "of 91 days". `over`: too much was found; `short`: the number is not the one
   * needed; `wrong`: and nothing else is at fault.
   */
  interface Measured {
    lead: string;
    found: string;
    said: string;
    share: number | null;
    over: boolean;
    short: boolean;
    wrong: boolean;
    read: boolean;
  }

  /**
   * What the user decided, as a file that is called `name`; how many changes, notes and choices, that would be lost,
   * on how many `councils`' returns. `mark`: the same as long as these are the same; `saved`: they are those of work
   * files that were dropped in.
   */
  interface Memo {
    bytes: Uint8Array;
    name: string;
    changes: number;
    notes: number;
    choices: number;
    councils: number;
    mark: string;
    saved: boolean;
  }

  /** A figure on a day, ISO; `at`: days since 1 April; `said`: "10%, 201 of 2,046". */
  interface MonthPoint {
    on: string;
    at: number;
    value: number | null;
    said: string;
  }

  /** There is none. */
  interface NoChild {
    child: string;
    found: boolean;
  }

  /** There is no figure of that id. */
  interface NoFigure {
    id: string;
    found: boolean;
  }

  /** Before a check. */
  interface NoFixes {
    checked: boolean;
    offers: FixOffer[];
    log: Logged[];
    changes: number;
    undone: number;
  }

  /** Why errors of some rules are not due yet. */
  interface NotDue {
    reason: string;
    rules: string[];
  }

  /**
   * Something that is missing, and the rules that were not run for it. `fault`: the tool’s own; `help`: where the
   * help is; `details`: for whoever maintains the tool.
   */
  interface NotRunItem {
    why: string;
    todo: string;
    rules: RuleName[];
    fault: boolean;
    help: string;
    details: string;
  }

  /** A text of a list that means nothing known, so that it was not compared. */
  interface NotUnderstood {
    list: string;
    column: string;
    text: string;
    cells: number;
  }

  /** Before a check: no file is made. */
  interface Nothing {
  }

  /** A fix offered for the cause. */
  interface Offered {
    key: string;
    label: string;
    changes: number;
  }

  /** A file. `source`: the page’s own number for what it added (a zip makes several files of one). */
  interface OneFile {
    id: number;
    source: number;
    name: string;
    problem: string | null;
    notes: string[];
    parts: FilePart[];
  }

  /** A list in words. `text`: the whole as an e-mail; `previous`, `next`: the lists beside it, "" for none. */
  interface OneLetter {
    who: string;
    kind: string;
    team: string;
    email: string;
    address: boolean;
    letter: boolean;
    number: number;
    of: number;
    previous: string;
    next: string;
    head: Record<string, string>;
    greeting: string;
    opening: string;
    request: string;
    named: string;
    thanks: string;
    signature: string;
    subject: string;
    total: number;
    errors: number;
    children: number;
    items: OnePoint[];
    text: string;
  }

  /**
   * One check and a page of its rows. `whole`: they are one finding, about the file; `local`: it is a local rule, of
   * which `severity`, `place` (file and line), `problem` (why it found nothing) and `printed` are.
   */
  interface OneOwnCheck {
    found: boolean;
    local: boolean;
    severity: string;
    place: string;
    problem: string;
    printed: string;
    code: string;
    title: string;
    wrong: string;
    fix: string;
    whole: boolean;
    total: number;
    rows: LookedRow[];
  }

  /** A point of a letter; `local`: of a council's own rule. */
  interface OnePoint {
    title: string;
    child: string;
    local: boolean;
    rules: string[];
    said: Part[];
  }

  /** A rule with its rows. Of one that is not in force: its newest version and no sets. */
  interface OneRule {
    code: string;
    title: string;
    category: string;
    category_label: string;
    severity: string;
    wrong: string;
    fix: string;
    tables: string[];
    in_force: string;
    fields: RuleField[];
    needs: string[];
    known: boolean;
    errors: number;
    of_errors: number;
    accepted: number;
    children: number;
    total: number;
    asks: number;
    not_run: string | null;
    since: RuleSince | null;
    sets: RuleSet[];
    as_known: string;
  }

  /**
   * A saved check, or another council's figures. `other_rules`: "2025-26" where it used that year's rules and this
   * check another's, or "".
   */
  interface OtherCheck {
    council: string;
    year: number;
    children: number;
    label: string;
    other_rules: string;
  }

  /** What a step did: how many changes, and which errors went and came. `number`: of its batch. */
  interface Outcome {
    number: number | null;
    changes: number;
    gone: number;
    new: number;
    gone_rules: RuleCount[];
    new_rules: RuleCount[];
  }

  /** What several steps did together: the numbers of their batches. */
  interface Outcomes {
    number: number | null;
    changes: number;
    gone: number;
    new: number;
    gone_rules: RuleCount[];
    new_rules: RuleCount[];
    numbers: number[];
  }

  /** Days with two placements at once. */
  interface Overlap {
    start: string;
    end: string;
  }

  /** A cell of the row at fault. `read`: the rule looks at it. */
  interface OwnCell {
    value: string;
    meaning: string;
    short: string;
    wrong: boolean;
    read: boolean;
  }

  /**
   * One check. `about`: what it looks for, a sentence; `things`: to look at; `alarms`, `alarms_about`: how many turn
   * out right, our judgement; `why`: why it was not run, "" if it was; `todo`: what to do about that.
   */
  interface OwnCheck {
    code: string;
    title: string;
    about: string;
    on: boolean;
    things: number;
    children: number;
    alarms: string;
    alarms_about: string;
    why: string;
    todo: string;
  }

  /** All of them. `running`: whether they run with every check; `things`, `children`: of those that are on. */
  interface OwnChecks {
    checked: boolean;
    running: boolean;
    on: number;
    of: number;
    things: number;
    children: number;
    groups: OwnGroup[];
  }

  /** Checks of one kind; `on`: how many; `things` of those that are on. */
  interface OwnGroup {
    title: string;
    on: number;
    things: number;
    checks: OwnCheck[];
  }

  /** A part of a point: "We have", "Problem" or "Please", and its text. */
  interface Part {
    heading: string;
    text: string;
  }

  /** A value at fault in many records. */
  interface Pattern {
    title: string;
    table: string;
    text: string;
    records: number;
    children: number;
    errors: number;
  }

  /** Where the rows at fault stand. */
  interface Place {
    label: string;
    lines: number[];
  }

  /** One of the answers to a question: see `Answer`. */
  interface PlainAnswer {
    key: string;
    label: string;
    effect: string;
    likely: boolean;
  }

  /**
   * A column: `type`, one of fields.TYPES, its `distinct` values, and which of them each row has. A date is its days
   * since 1970, as in a Parquet file.
   */
  interface PlainColumn {
    name: string;
    type: string;
    distinct: (string | number | null)[];
    codes: number[];
  }

  /** A value that a question is about: see `Example`. */
  interface PlainExample {
    written: string;
    line: number;
    read: [string, string][];
  }

  /**
   * Records of a lane that say the same one after the other; `breaks`: days on which a further one begins;
   * `respite`: a short break (V3, V4); `changed`: names of the columns that were changed. It may start before the
   * picture.
   */
  interface PlainItem {
    start: string;
    end: string;
    open: boolean;
    label: string;
    sub: string;
    last: boolean;
    respite: boolean;
    errors: number[];
    breaks: string[];
    changed: string[];
  }

  /** A question, see `Question`; the likely answer first. `answer`: the key of the one that was given, or "". */
  interface PlainQuestion {
    key: string;
    sentence: string;
    evidence: string;
    answers: PlainAnswer[];
    rows: number;
    first: boolean;
    where: string;
    examples: PlainExample[];
    answer: string;
  }

  /** A table and its columns, all of one length. */
  interface PlainTable {
    name: string;
    columns: PlainColumn[];
  }

  /** The plan, and the groups in which the user ticked otherwise than proposed. */
  interface PlanAsTicked {
    done: boolean;
    groups: number;
    tried: number;
    checked: boolean;
    known: boolean;
    start: number;
    now: number;
    sums: PlanSums | null;
    lines: PlanLine[];
    ticks: Record<string, GroupTicks>;
  }

  /**
   * A group with a page of its records, best first. `found`: False where the plan has no such group (any more).
   * `better`: the group that is proposed in place of most of it.
   */
  interface PlanGroupRows {
    key: string;
    title: string;
    found: boolean;
    text: string;
    part: string;
    rules: string[];
    reason: string;
    gone: number;
    new: number;
    total: number;
    ticked: number;
    changes: number;
    proposed: number;
    helping: number;
    helping_changes: number;
    better: GroupKey | null;
    held: HeldCells | null;
    rows: PlanRecord[];
  }

  /**
   * A group of the plan, or a value at fault in many records for which nothing is proposed. part patterns, safe,
   * plan, apart; `fewer`: errors gone less new; `records`, `ticked`: records, and those proposed; `changes`,
   * `proposed`: the same in changes; `helping`: records that help on their own
   */
  interface PlanLine {
    key: string;
    title: string;
    part: string;
    rules: string[];
    gone: number;
    new: number;
    fewer: number;
    records: number;
    ticked: number;
    changes: number;
    proposed: number;
    helping: number;
    unit: string;
    reason: string;
  }

  /**
   * A record. `more`: how many changes are not in sight; none at all: nothing is proposed, and `place` is the row's
   * in the table as it stands. `gone_rules`, `new_rules`: of its own child.
   */
  interface PlanRecord {
    child: string;
    table: string;
    label: string;
    file: string;
    line: number | null;
    about: Known[];
    record: string;
    place: number | null;
    changes: CellChange[];
    more: number;
    says: string;
    gone: number;
    new: number;
    ticked: boolean;
    gone_rules: RuleName[];
    new_rules: RuleName[];
    rivals: Rival[];
  }

  /** How far the plan is: `tried` of its `groups`. `done`: it is that of the return as it stands. */
  interface PlanStep {
    done: boolean;
    groups: number;
    tried: number;
  }

  /**
   * What the errors come to: `safe` after the safe groups, `after` the whole plan; what stays beside the `new` ones,
   * by who can help (those due), and how many of it are not due yet. Those `accepted` are in no other number.
   */
  interface PlanSums {
    safe: number;
    after: number;
    gone: number;
    new: number;
    changes: number;
    steps: number;
    asked: Asked[];
    later: number;
    accepted: number;
  }

  /** The errors due on a day. */
  interface Point {
    label: string;
    on: string;
    errors: number;
  }

  /** The errors of a day; `per_100`: None where there are no children. */
  interface PointInTime {
    label: string;
    on: string;
    errors: number;
    per_100: number | null;
  }

  /** How the errors went over the saved checks and now, oldest first. */
  interface Progress {
    points: PointInTime[];
    since: Since | null;
  }

  /** A published figure, as it is said. `note`: why there is none, or whose it is. */
  interface PublishedCell {
    level: string;
    area: string;
    value: string;
    year: number;
    note: string;
  }

  /**
   * A published figure as a level line. `said`: "West Midlands and England, year to 31 March 2025: 10%"; `label`:
   * the same where there is little room.
   */
  interface PublishedLevel {
    value: number;
    label: string;
    said: string;
  }

  /** A published file: how many figures it has; `note`, where it is of no use here. */
  interface PublishedRead {
    name: string;
    kind: string;
    figures: number;
    note: string;
  }

  /** A question that is ready to run. */
  interface Question {
    key: string;
    title: string;
    note: string;
    sql: string;
    python: string;
  }

  /** A column that corrected files call by its right name, as the user answered. */
  interface Renamed {
    file: string;
    label: string;
    written: string;
    column: string;
  }

  /** A record of another group that changes the same. `says`: "Ofsted number SC337607". */
  interface Rival {
    key: string;
    title: string;
    record: string;
    says: string;
    changes: number;
    gone: number;
    new: number;
    ticked: boolean;
  }

  /** Somebody who can be asked. */
  interface RoleName {
    role: string;
    label: string;
  }

  /** A kind of a table's rows, by what is at fault. `asks`: what its buttons ask. */
  interface RowKind {
    key: string;
    title: string;
    short: string;
    text: string;
    asks: string;
    total: number;
  }

  /** An error of the row itself. */
  interface RowNote {
    code: string;
    title: string;
    n: number;
  }

  /** `dropped`: no longer in force. */
  interface RuleBook {
    year: number;
    year_label: string;
    total: number;
    as_known: string;
    rules: BookRule[];
    dropped: RuleName[];
  }

  /** A rule in two checks. */
  interface RuleCompared {
    code: string;
    before: number | null;
    after: number | null;
    before_per_100: number | null;
    after_per_100: number | null;
    title: string;
  }

  /** A rule and how many errors are meant. */
  interface RuleCount {
    code: string;
    title: string;
    errors: number;
  }

  /**
   * A rule whose errors differ. `own`, `used`: how many under each year's rules, None where it is not in force;
   * `gone`: errors of the own year's rules only; `come`: of the used year's only.
   */
  interface RuleDiffers {
    code: string;
    title: string;
    why: string;
    own: number | null;
    used: number | null;
    gone: number;
    come: number;
  }

  /** A column that a rule is about. */
  interface RuleField {
    field: string;
    label: string;
    table: string;
  }

  /** A rule with errors; `share`: its part of all errors, 0 to 1. */
  interface RuleLine {
    code: string;
    title: string;
    errors: number;
    category: string;
    category_label: string;
    share: number;
  }

  /** A rule in a list. */
  interface RuleName {
    code: string;
    title: string;
  }

  /** A rule that found the cause: the numbers of its errors on the child's page. */
  interface RuleOf {
    code: string;
    title: string;
    fix: string;
    n: number[];
  }

  /**
   * A row at fault. `n`: the finding's number, the same in `findings`; `group`: its kind; `said`: whether the row
   * says its sentence itself.
   */
  interface RuleRow {
    status: string[];
    note: string;
    n: number;
    at: number;
    child: string;
    file: string;
    line: number | null;
    cells: (Either<OwnCell, Either<Measured, CountedLines>> | null)[];
    evidence: string;
    culprits: string[];
    beside: Beside[];
    absent: string;
    group: string;
    said: boolean;
  }

  /** The rows of one table, paged for itself. `group`: the kind that is shown alone, or ""; `of`: rows without it. */
  interface RuleSet {
    table: string;
    label: string;
    row: string;
    row_label: string;
    year_label: string;
    total: number;
    of: number;
    group: string;
    groups: RowKind[];
    columns: Head[];
    rows: RuleRow[];
  }

  /** A rule with errors. `share`: its part of all errors, 0 to 1; `running`: that and those of the rules before it. */
  interface RuleShare {
    code: string;
    title: string;
    errors: number;
    category: string;
    category_label: string;
    share: number;
    running: number;
  }

  /** What became of a rule's errors since a saved check. */
  interface RuleSince {
    label: string;
    fixed: number;
    new: number;
    still: number;
  }

  /**
   * Two years of rules on the same return: `own`, `used`: errors under the return's own year's rules and under those
   * that were used; `same`: errors of all other rules.
   */
  interface RuleYears {
    own_label: string;
    used_label: string;
    own: number;
    used: number;
    gone: number;
    come: number;
    same: number;
    rows: RuleDiffers[];
  }

  /** The rules with errors. */
  interface Rules {
    total: number;
    errors: number;
    rules: RuleLine[];
  }

  /** A collection year, and how many rules it has. */
  interface RulesOfYear {
    year: number;
    label: string;
    rules: number;
  }

  /** A file to be dropped in again. `mark`: see Memo. */
  interface SavedFile {
    name: string;
    bytes: Uint8Array;
    mark?: string;
  }

  /**
   * The saved check: its errors less those fixed, less those `accepted` since, with the new ones: the start.
   * `put_right`: how many of the new ones are gone by what was changed here, as by the saved work, made again.
   */
  interface SavedThen {
    label: string;
    errors: number;
    fixed: number;
    new: number;
    put_right: number;
    accepted: number;
  }

  /** What was found, and how many. */
  interface SearchResult {
    text: string;
    total: number;
    groups: HitGroup[];
  }

  /**
   * What a rule saw of a row. `evidence`: the sentence; `culprits`: the columns at fault; `absent`: what isn't
   * there.
   */
  interface Seen {
    file: string;
    line: number | null;
    cells: (Either<OwnCell, Either<Measured, CountedLines>> | null)[];
    evidence: string;
    culprits: string[];
    beside: Beside[];
    absent: string;
  }

  /** A severity that the filter could be set to. */
  interface SeverityChoice {
    severity: string;
    label: string;
    errors: number;
  }

  /**
   * The lists, how they are made, and what the user's own list of workers gives. `unticked`: whose lists no file is
   * made of.
   */
  interface ShareLists {
    checked: boolean;
    total: number;
    letters: number;
    errors: number;
    things: number;
    local: number;
    for_data: number;
    rows: ListRow[];
    by: string;
    left_out: string[];
    later: boolean;
    fix_by: string;
    sender: string;
    contact: string;
    who: Record<string, string>;
    put_in: Record<string, any[]>;
    lists_off: string[];
    plan_ticks: Record<string, KeptTicks>;
    helps: string | null;
    checks_run: boolean;
    local_run: boolean;
    checks_off: string[];
    headlines: string[];
    workers: Loaded | null;
    unticked: string[];
  }

  /** Who is asked, rule by rule. */
  interface ShareRoles {
    roles: RoleName[];
    rules: AskedOf[];
  }

  /**
   * The councils, by name, and the figures that any of them has; `older`: files that a newer one of the same council
   * takes the place of; `rows`: of the tidy table; `waiting`: other councils whose returns are among the files and
   * whose figures are not made yet; `england`: what is published of it, or None.
   */
  interface SideBySide {
    councils: CouncilHead[];
    figures: CouncilFigure[];
    older: string[];
    rows: number;
    waiting: WaitingCouncil[];
    england: EnglandRow | null;
  }

  /** What became of the errors of a saved check, and how many there `was` and were; `accepted` since. */
  interface Since {
    label: string;
    fixed: number;
    new: number;
    still: number;
    accepted: number;
    was: number;
  }

  /**
   * start errors in the files as they came; `gone`, `new`, `changes`: by what was changed here now errors now, of
   * which `due` and `later`
   */
  interface Standing {
    saved: SavedThen | null;
    start: number;
    gone: number;
    new: number;
    changes: number;
    now: number;
    due: number;
    later: number;
  }

  /** How many errors have a status. */
  interface StatusCount {
    status: string;
    label: string;
    errors: number;
  }

  /** How far a check is: `finished` rules of `total`, and the one that comes next. */
  interface Step {
    done: boolean;
    total: number;
    finished: number;
    code: string;
    title: string;
  }

  /** A table that the filter could be set to. */
  interface TableChoice {
    table: string;
    label: string;
    errors: number;
  }

  /** A table, and what the page calls it. */
  interface TableName {
    name: string;
    label: string;
  }

  /** A table with errors. */
  interface TableRate {
    table: string;
    label: string;
    errors: number;
    per_100: number;
  }

  /**
   * A cause. `findings`: positions in the check, `status` and `note` of its first error; `pattern`: None where it is
   * this child's alone; `letter`: whose letter it is in, None for nobody's; `cell`: the one to change by hand.
   */
  interface Thing {
    title: string;
    pattern: InMany | null;
    n: number[];
    findings: number[];
    status: string[];
    note: string;
    who: string;
    places: Place[];
    rules: RuleOf[];
    sentence: string;
    evidence: Drawing[];
    offers: Offered[];
    letter: Letter | null;
    cell: CellAt | null;
  }

  /**
   * How many things to fix the errors come to (errors with one cause counted once, a value at fault in many records
   * once), and those values.
   */
  interface Things {
    things: number;
    patterns: Pattern[];
  }

  /**
   * dict() -> new empty dictionary dict(mapping) -> new dictionary initialized from a mapping object's (key, value)
   * pairs dict(iterable) -> new dictionary initialized as if via: d = {} for k, v in iterable: d[k] = v
   * dict(**kwargs) -> new dictionary initialized with the name=value pairs in the keyword argument list. For
   * example: dict(one=1, two=2)
   */
  interface Timeline {
    from: string;
    to: string;
    year_start: string;
    year_end: string;
    lanes: Lane[];
    overlaps: Overlap[];
    marks: Mark[];
    undated: Undated[];
  }

  /** A rule whose errors touch the figure, and in how many of its children. */
  interface TouchingRule {
    code: string;
    title: string;
    children: number;
  }

  /** What a fix offered for some findings would do. */
  interface Tried {
    key: string;
    gone: number;
    new: number;
  }

  /**
   * How far a figure can be trusted. `records`: on which it rests; `beside`: how many more can't be told and are not
   * among these; sentences are "" where there is nothing to say; `ends`: the least and the most that it could be,
   * `stands`: where it is; percentages of a share.
   */
  interface Trust {
    records: number;
    with_errors: number;
    cannot_tell: number;
    beside: number;
    errors_said: string;
    cannot_said: string;
    span: string;
    ends: number[] | null;
    stands: number | null;
  }

  /**
   * A page of the differences of one kind, or of all. `there`: Annex A is loaded and was compared; `lists`: which,
   * in words; `children`: whom they are about; `notes`: on which day, and what was left out.
   */
  interface TwoLists {
    there: boolean;
    lists: string;
    total: number;
    children: number;
    compared: number;
    notes: string[];
    counts: DifferencesOf[];
    about: string;
    shown: number;
    rows: ListDifference[];
    not_understood: NotUnderstood[];
  }

  /** Whether anything was checked; before that no error is known. */
  interface Unchecked {
    checked: boolean;
    errors: number;
    of_errors: number;
  }

  /** Numbers of errors without a readable date, and what they are about. */
  interface Undated {
    n: number[];
    label: string;
  }

  /**
   * A change that doesn't fit. `why`: done, other or gone; `before`, `after`: "" for blank; `field`: "" where the
   * row was removed; `now`: what stands there, in words.
   */
  interface UnfitChange {
    number: number;
    why: string;
    child: string;
    where: string;
    field: string;
    before: string;
    after: string;
    now: string;
  }

  /** The changes that don't fit for one reason. `total`: how many, of which `rows` may be only the first. */
  interface UnfitGroup {
    why: string;
    label: string;
    total: number;
    rows: UnfitChange[];
  }

  /** No such rule. */
  interface UnknownRule {
    known: boolean;
    errors: number;
    of_errors: number;
    accepted: number;
    children: number;
    total: number;
    asks: number;
    not_run: string | null;
    since: RuleSince | null;
    sets: RuleSet[];
    as_known: string;
    code: string;
  }

  /** How many lists no file is made of. */
  interface Unticked {
    unticked: number;
  }

  /** A council whose return is among the files. `key`: for the call that makes its figures. */
  interface WaitingCouncil {
    key: string;
    name: string;
  }

  /**
   * Something that is not there. `rules`: how many wait for it, each counted once, with what most wait for; `alone`:
   * how many would run with it and nothing else; `is_file`: it can be added on Files.
   */
  interface Waits {
    label: string;
    is_file: boolean;
    todo: string;
    help: string;
    rules: number;
    alone: number;
  }

  /** The overview, with what is said beyond the rules. */
  interface WholeOverview {
    checked: boolean;
    errors: number;
    of_errors: number;
    council: string;
    year: number;
    year_label: string;
    period: string;
    rules_year: number;
    rules_year_label: string;
    as_at: string;
    checked_at: string;
    checked_on: string;
    seconds: number;
    rows: number;
    children: number;
    children_with_error: number;
    per_100: number;
    rules_in_force: number;
    rules_run: number;
    rules_clean: number;
    rules_not_run: number;
    not_run: NotRunItem[];
    left_out: LeftOut[];
    few: FewTables | null;
    by_rule: RuleShare[];
    eighty: Eighty;
    by_category: CategoryShare[];
    by_table: TableRate[];
    statuses: StatusCount[];
    not_due: NotDue[];
    later_rules: string[];
    since: Since | null;
    not_compared: string[];
  }

  /**
   * A work file. `day`: "25 November 2026" or ""; `fits`: None while no table of this year is here; `again`: how
   * many are made although another value stands there; `choices`: it holds some on lists, letters or ticks; `made`:
   * whether a check has made it again; `without`: it is left out.
   */
  interface YourWork {
    file: number;
    name: string;
    day: string;
    council: string;
    council_name: string;
    year: number;
    changes: number;
    notes: number;
    answers: number;
    choices: boolean;
    has_check: boolean;
    fits: number | null;
    unfit: UnfitGroup[];
    again: number;
    made: boolean;
    without: boolean;
  }

  /** The session's calls. */
  interface Calls {
    /**
     * The years whose rules are known, councils, tables, and what the page calls categories, severities and
     * statuses.
     */
    about(): About;
    /** Accept errors with a note: those of a filter, or only `findings` (their `n`). A blank note takes it back. */
    accept(filter: Filter | null, note: string, findings?: number[] | null): Accepted;
    /**
     * Read a file, whatever it is; `files()`, once all are added, says what it is. `source`: the caller's number for
     * it; `drop`: one that files dropped or chosen together share.
     */
    add_file(path: string, data: Uint8Array, source?: number, drop?: number): null;
    /** Take in the postcodes of an area. */
    add_postcode_area(area: string, data: Uint8Array): null;
    /** Answer a question about the files; none: ask it again. */
    answer(key: string, answer?: string): Files;
    /** Put a cause (its findings) into the letter of whoever knows the child, or take it out again. */
    ask_about(findings: number[], ask?: boolean): Either<ShareLists, Lists>;
    /** Begin to make the database, then `ask_step` until it is done; done at once where `have` is its number. */
    ask_begin(have?: number): Building;
    /** A result as a file. `kind`: csv, xlsx; `columns`: {name, type} of each; `rows`: their values. */
    ask_file(kind: string, title: string, columns: any[], rows: any[]): Made;
    /** Make the next table. The last step gives the database's bytes and what is in it. */
    ask_step(): Either<Building, Built>;
    /** The questions that are ready to run, words that they may use, and what the codes mean. */
    ask_words(): AskWords;
    /**
     * Where a child's records break off from one year's return to the next: how many of each kind, and a page of
     * them; `about`: of one kind.
     */
    breaks(about?: string, page?: number, size?: number): Breaks;
    /** Those of one child. */
    breaks_of(child: string): ChainBreak[];
    /** All of them as an Excel workbook. */
    breaks_workbook(): Either<Made, Nothing>;
    /** Apply the fix offered for these findings under that key, and check again. Nothing where it is offered no more. */
    cause_fix(findings: number[], key: string): Outcome;
    /** What each fix offered for these findings (of one cause) would do, tried on a copy. */
    cause_try(findings: number[]): Tried[];
    /** What `fix_cells` would do with these. */
    cells_try(table: string, rows: number[] | null, field: string, value: string, filter?: Filter | null): Outcome;
    /** Take a part of a file for a table (none: leave it out) and a year (none: as its dates say). */
    change(file: number, part: number, table?: string | null, year?: number | null): Files;
    /** The changes in force as an Excel list by child. */
    change_log(): Made;
    /** Begin a check; `check_step` until it is done. The results change then, not before. */
    check_start(options?: CheckOptions | null): Step;
    /**
     * Run the next rule. The last step makes the results those of this check; the worker calls it in slices, so that
     * Stop works.
     */
    check_step(): Step;
    /** One child: facts, errors, time line, rows, and what was changed. */
    child(id: string): Either<Child, NoChild>;
    /** The ids of the children with errors in the order of `children`: whom to work through. */
    child_order(filter?: Filter | null, sort?: string): ChildOrder;
    /** The children with errors. Sorts: -errors (unless told otherwise; ties by id), child. */
    children(filter?: Filter | null, find?: string, page?: number, size?: number, sort?: string): Children;
    /** Set the collection year; none: as the files suggest. */
    choose_year(year?: number | null): Files;
    /** This check beside each saved one that was dropped in, by rule. */
    comparisons(): Comparisons;
    /** A zip of the files that changed, each in the format it came in. */
    corrected_files(): MadeWithNotes;
    /** Which council the postcodes tell, and what is to be asked where they contradict the chosen one. */
    council(chosen?: string): CouncilTold;
    /**
     * The table of a view as CSV. Views: findings (`rule` is the same), causes (a row per thing to fix), rules,
     * children, not_run, child (the rows of the filter's `child` in its `table`), local (of a council's own rules).
     */
    csv(view: string, filter?: Filter | null): Either<Made, Nothing>;
    /** One figure: what it counts, month by month, its breakdowns, the rules whose errors touch it. */
    figure(id: string, day?: string): Either<FigurePage, NoFigure>;
    /** The children behind a figure, a page of one list: counted, not counted and why, cannot tell, with error. */
    figure_children(id: string, day?: string, asked?: ChildrenFilter | null, page?: number, size?: number): FigureChildren;
    /** One of those lists as a file. `kind`: csv, xlsx. */
    figure_children_file(id: string, day?: string, asked?: ChildrenFilter | null, kind?: string): Made;
    /** One of those lists as a question for Ask, in SQL. */
    figure_question(id: string, day?: string, asked?: ChildrenFilter | null): FigureQuestion;
    /** Counts by rule and nothing else. */
    figures(): SavedFile;
    /** Whether the children at the year's start, starts, leavers and the children on the day add up. */
    figures_balance(day?: string): FiguresBalance | null;
    /**
     * All figures with every month's end, without any child's id. `kind`: csv, xlsx; `hide`: numbers of 1 to 5, and
     * what would give them away.
     */
    figures_file(kind?: string, day?: string, hide?: boolean): Made;
    /** Choose which figures are shown first; none: those that the page proposes. */
    figures_headlines(ids: string[], day?: string): FiguresPlace;
    /** These figures: value, last year, how far each can be trusted, what is published. */
    figures_lines(ids: string[], day?: string): FigureLine[];
    /** The themes with their figures' names, the days that can be chosen, and the published files. */
    figures_place(day?: string): FiguresPlace;
    /** The files as they were recognised. */
    files(): Files;
    /** What the filter could be set to. */
    filter_choices(filter?: Filter | null): Choices;
    /** The errors themselves. Sorts: rule (unless told otherwise), title, table, category, file, line, child. */
    findings(filter?: Filter | null, page?: number, size?: number, sort?: string): FoundRows;
    /** What can be fixed together, and the change log. */
    fix(): Either<Fixes, NoFixes>;
    /** Apply these records of a group, and check again. `but`: records whose tick is the other way. */
    fix_apply(key: string, ticks?: "proposed" | "helping" | "all" | "none", but?: string[] | null): Outcome;
    /** Apply every safe group as proposed, each as a batch of its own. */
    fix_apply_safe(): Outcomes;
    /** Change one cell by hand; `row` is the row's place in the table as it stands. */
    fix_cell(table: string, row: number, field: string, value: string): Outcome;
    /**
     * Put one value into a column in all these rows (places in the table as it stands), or in those with the errors
     * that a filter leaves. The value is read as one in a file is.
     */
    fix_cells(table: string, rows: number[] | null, field: string, value: string, filter?: Filter | null): Outcome;
    /** The columns of a table that can be changed by hand, with the codes that each may hold. */
    fix_fields(table: string): FixField[];
    /** The single changes of a batch of the log. */
    fix_log(number: number, page?: number, size?: number): LoggedChanges;
    /** Apply these undone batches again, or all; or of one batch only the change at that place. */
    fix_redo(numbers?: number[] | null, at?: number | null): Outcome;
    /** What applying these records of a group would do. `but`: records whose tick is the other way. */
    fix_try(key: string, ticks?: "proposed" | "helping" | "all" | "none", but?: string[] | null): Outcome;
    /** Undo these batches, or all; or of one batch only the change at that place. */
    fix_undo(numbers?: number[] | null, at?: number | null): Outcome;
    /** Put a value of its own into a column in each of these rows: [place in the table as it stands, value]. */
    fix_values(table: string, field: string, values: any[][]): Outcome;
    /**
     * What is fixed since the saved check: which errors, of which children, and what changed. `before`: only what
     * was gone from the files as they came.
     */
    fixed(page?: number, size?: number, before?: boolean): FixedErrors;
    /** Clear files, results, changes and notes. */
    forget(): Files;
    /** The files of local rules, as text, those in a work file among them; nothing of them is run here. */
    local_files(): LocalFiles;
    /** What local rules found: of all, or what has some characters, or of one child. */
    local_found(find?: string, child?: string, page?: number, size?: number): LocalShown;
    /**
     * What it takes to make a local rule of a question of Ask, by its code and the columns of its answer. `tables`:
     * names of those that it may use.
     */
    local_offer(language: string, code: string, columns: AnswerColumn[], tables: string[]): LocalOffer;
    /** Switch a local rule on or off, or all of them (no code). */
    local_switch(on: boolean, code?: string): LocalFiles;
    /**
     * Take over what local rules found (a `LocalResult` as JSON) in the tables of that version; not `current`: the
     * return is another one meanwhile.
     */
    local_take(version: number, answers?: string): LocalTaken;
    /** A file of local rules to start from. `language`: sql, python. */
    local_template(language: string): Made;
    /** The files of local rules with these names as one file. */
    local_together(names: string[]): Either<Made, Nothing>;
    /**
     * The file of local rules that holds the question as a rule with these fields: rule, title, wrong, fix, fields,
     * severity, years, row, child.
     */
    local_write(language: string, code: string, given: Record<string, string>, tables: string[]): LocalWritten;
    /** The page for the manager. */
    manager(): Manager;
    /** What the user decided, and whether any of it is work to lose: see `session.snapshot`. */
    memo(): Memo;
    /** Where the errors are. */
    overview(filter?: Filter | null): Either<WholeOverview, Unchecked>;
    /** One of them, and a page of the rows that it finds, each with its evidence. */
    own_check(code: string, page?: number, size?: number): OneOwnCheck;
    /** The checks beyond the Department's, which of them are on, and how much each finds. */
    own_checks(): OwnChecks;
    /** Switch one of them on or off, or all (no code) with every check. */
    own_switch(on: boolean, code?: string): OwnChecks;
    /** What those find that are on, and the council's own rules, as an Excel workbook. */
    own_workbook(): Either<Made, Nothing>;
    /** The plan: its groups, best first, and what the errors would come to. */
    plan(): PlanAsTicked;
    /** A group of the plan with its records, best first. */
    plan_group(key: string, page?: number, size?: number): PlanGroupRows;
    /** Try one more thing on a copy, for the plan of the return as it stands. A change begins it anew. */
    plan_step(): PlanStep;
    /** Keep which records of a group are ticked, until they are applied. `but`: whose tick is the other way. */
    plan_tick(key: string, ticks: "proposed" | "helping" | "all" | "none", but?: string[] | null): null;
    /**
     * The postcode areas that the files and the change log mention and that are not here yet; some may not exist.
     * call, arguments a call about to be made: only what it will put into the return, or check, is looked at
     */
    postcode_areas_wanted(call?: string, arguments?: any[] | null): string[];
    /** How the errors went over the saved checks. */
    progress(): Progress;
    /**
     * Take over a memo, once the files are added again; the change log is made again by the next check. The same as
     * `files()`.
     */
    recall(memo: Uint8Array): Files;
    /** Take a file away. */
    remove(file: number): Files;
    /** The whole return as it stands, as XML for the Department's portal. */
    return_as_xml(): MadeWithNotes;
    /**
     * One rule and its rows; `page` of each table, by its name. The filter's own rule doesn't count. Sorts as for
     * `findings`.
     */
    rule(code: string, filter?: Filter | null, page?: number | Record<string, number>, size?: number, sort?: string): Either<OneRule, UnknownRule>;
    /** The rules of a year with their texts, and what changed from the year before. */
    rule_book(year?: number | null): RuleBook;
    /**
     * The check beside one with the return's own year's rules; None where these are the ones that were used. Takes
     * as long as a check, once after each change.
     */
    rule_years(): RuleYears | null;
    /** The rules with errors; `find` picks by code or words. Sorts: -errors (unless told otherwise), code, title. */
    rules(filter?: Filter | null, find?: string, sort?: string): Rules;
    /**
     * The sample return in place of what was loaded, and the council that makes it. `source`: the caller's number
     * for its files.
     */
    sample(source?: number): Files;
    /**
     * What was decided and the check as one file, to be dropped in beside the same files or newer ones; where the
     * returns of several councils were worked on, a zip with a file for each.
     */
    save_work(): SavedFile;
    /**
     * What a few typed characters find: rules, local rules, children, rows by line, words of rules; of `all_of`
     * (rule, local, child, row or word) not only the first. Before a check the rules alone.
     */
    search(text: string, all_of?: string): SearchResult;
    /** One letter as a draft. */
    share_draft(who: string): Made;
    /** The letters (of those named, or all that are ticked) as a zip of drafts for the mail program. */
    share_drafts(who?: string[] | null): Made;
    /** One list in words. ValueError if there is no such list. */
    share_list(who: string): OneLetter;
    /** The lists, a page of them, and how they are made. */
    share_lists(page?: number, size?: number): Either<ShareLists, Lists>;
    /** The letters (of those named, or all that are ticked) as CSV for mail merge. */
    share_merge(who?: string[] | null): Made;
    /** The letters (of those named, or all that are ticked) as one document to print. */
    share_pages(who?: string[] | null): Made;
    /** Who is asked, rule by rule. */
    share_roles(): ShareRoles;
    /** How lists and letters are made: those of `session.choices.Choices` that are given; the others stay. */
    share_set(choices: GivenChoices): Either<ShareLists, Lists>;
    /** Tick these lists, or not: the files are made of those that are ticked. */
    share_tick(who: string[], on?: boolean): Unticked;
    /** The lists (of those named, or all that are ticked) as a workbook with a sheet for each. */
    share_workbook(who?: string[] | null): Made;
    /** The councils with their figures on the day of each. */
    side_by_side(): SideBySide;
    /**
     * Make the figures of another council whose return is among the files, too, which takes as long as a check.
     * `council`: its key; `as_at`: ISO, the last day of the year where none.
     */
    side_by_side_add(council: string, as_at?: string): SideBySide;
    /**
     * All of it as one tidy table: `kind` csv; the tables of the screen and every day's figures: xlsx; what its
     * columns mean: dictionary.
     */
    side_by_side_file(kind?: string): Made;
    /** One figure of each council, month by month. */
    side_by_side_months(id: string): CouncilMonths;
    /** Where the return stands: from the saved check to today's files to now. */
    standing(): Standing;
    /**
     * The return as typed tables, in a zip with the data dictionary. `kind`: sqlite, csv; `shape`: tidy, its own
     * tables with what was found, which read again are the same return; ssd, like the Standard Safeguarding Dataset.
     */
    tables(kind: string, shape?: string): Either<Made, Nothing>;
    /** The Parquet files made of them, by table, in a zip with the data dictionary. */
    tables_parquet(parquet_files: Record<string, Uint8Array>, shape?: string): Either<Made, Nothing>;
    /** The same tables as plain columns, of which the page makes Parquet files. */
    tables_plain(shape?: string): PlainTable[];
    /** How many things to fix the errors come to, and values at fault in many records. */
    things(filter?: Filter | null): Things;
    /** Where Annex A and the return disagree: how many of each kind, and a page of them; `about`: of one kind. */
    two_lists(about?: string, page?: number, size?: number): TwoLists;
    /** Where the two disagree about one child. */
    two_lists_of(child: string): ListDifference[];
    /** All of them as an Excel workbook. */
    two_lists_workbook(): Either<Made, Nothing>;
    /** Whether the next check makes the changes of the work file again. */
    use_work(wanted?: boolean): Files;
    /** What `fix_values` would do with these. */
    values_try(table: string, field: string, values: any[][]): Outcome;
    /** Make a change of the work file although another value stands there now; `number` as `files()` has it. */
    work_again(number: number, wanted?: boolean): Files;
    /** The changes of the work file that don't fit these files, as an Excel list. */
    work_unfit(): Made;
    /** The report as an Excel workbook. */
    workbook(filter?: Filter | null): Either<Made, Nothing>;
    /** The list of workers to be filled in: this year's children, with the worker's number where it is known. */
    workers_template(): Made;
  }
}

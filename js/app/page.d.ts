// Types that the page's scripts share, and what the browser has beyond its standard types.
import type { TemplateResult } from "lit-html";

declare global {
    /** A piece of a screen. */
    type Drawn = string | TemplateResult;

    /** What the page knows (state.js says what each is for). What Python answered has the types of answers.d.ts. */
    interface State {
        route: any;
        python: { status: string; text: string; details: string };
        about: Answers.About | null;
        council: Answers.CouncilTold | null;
        files: Answers.Files | null;
        waiting: { name: string; size: number; file: File; reading?: boolean; [more: string]: any }[];
        unreadable: any[];
        choices: {
            year: number | null;
            authority: string;
            councilFrom: string;
            rulesYear: number | null;
            asAt: string | null;
        };
        check: { status: string; [more: string]: any };
        summary: ReturnType<Answers.Calls["overview"]> | null;
        outdated: boolean;
        turns: { kind: string; check: object; ids: string[] } | null;
        keysOff: boolean;
        ui: Record<string, any>;
        planning: (Answers.PlanStep & { fault?: any }) | null;
        outcome: any;
        changing: boolean;
        message: { text: string; details: string } | null;
        notice: any;
        slow: boolean;
        leaving: boolean;
        notDone: boolean;
        wantsSample: boolean;
        making: string;
        dragging: boolean;
        copied: string;
        shown: string;
    }

    interface Window {
        /** What boot.js gathers for page.js. */
        CHECK903: any;
        documentPictureInPicture?: unknown;
    }

    interface Navigator {
        userAgentData?: unknown;
    }
}

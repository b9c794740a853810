export interface Config {
  catalog?: {
    providers?: {
      stacks?: {
        /**
         * Entity whose TechDocs have a page for each definition, named like its short name. The entities of stacks then show the page of theirs. Without
         * it they show none.
         */
        docs?: string;
      };
    };
  };
}

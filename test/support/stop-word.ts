/** Words that are in nearly every English sentence, and in no German one. */
const WORDS =
  'the and your you with not this that from have has are is it its can cannot be been of for to they them their there who what when which will would please session sessions run poll answer answers date dates group groups member convenor everybody nobody somebody reminder apologies bus stop staying yet only one two day week before after until next first last Sunday Monday Tuesday Wednesday Thursday Friday Saturday January February March June July October December'

/** Commands, links and what people typed are the same in every language. */
const AS_TYPED = /`[^`]*`|\/supportgroup \w+|<[^>]*>|\*?Circle &lt;@U9&gt; &amp; co\*?|#[\w-]+/g

/** The English in a text. */
export const ENGLISH = {
  in(text: string): string[] {
    const words = text.replace(AS_TYPED, ' ').match(/\p{L}+/gu) ?? []
    return [...new Set(words.filter((word) => STOP.has(word)))]
  },
}

const STOP = new Set(WORDS.split(' '))

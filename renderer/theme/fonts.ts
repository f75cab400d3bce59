/** The three typefaces ship with the app: the window has no network to fetch them from. */
import '@fontsource-variable/source-serif-4/opsz.css'
import '@fontsource-variable/inter/index.css'
import '@fontsource/ibm-plex-mono/400.css'

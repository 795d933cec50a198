import QtQuick
import Lobby

/** One line of news for somebody, on a tint, with an icon before it. */
HintLine {
    required property real most // as wide as it may get

    /** Ana · Ana and Ben · Ana, Ben and Clara */
    function inARow(names: var): string {
        //: Joins names: what is before the "and" may be several, with commas.
        return names.length < 2 ? names.join("") : qsTr("%1 and %2").arg(names.slice(0, -1).join(", ")).arg(names[names.length - 1]);
    }

    width: Math.min(implicitWidth, most)
    size: Theme.text(2.8)
    color: Theme.ink
    wght: Theme.semibold
}

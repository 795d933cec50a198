import QtQuick
import Lobby

/** What somebody can help with. */
PhraseLine {
    property bool dimmed: false

    iconName: "hand-helping"
    iconColor: dimmed ? Theme.soft : Theme.accent
    color: dimmed ? Theme.soft : Theme.ink
}

import QtQuick
import Lobby

/** What somebody is looking for. */
PhraseLine {
    property bool dimmed: false

    iconName: "megaphone"
    iconColor: dimmed ? Theme.soft : Theme.hello
    color: dimmed ? Theme.soft : Theme.hello
    wght: Theme.medium
}

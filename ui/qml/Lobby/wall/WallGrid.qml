import QtQuick
import Lobby

/** People side by side. Who comes rises into place, who leaves fades, and the others make room. */
GridView {
    id: root

    property bool still: false // nothing moves while everybody changes places
    readonly property bool animated: !still && Theme.fade > 0

    // A pixel more: rounding must not cost a column.
    width: parent.width + Theme.gap2 + 1
    interactive: false
    Accessible.role: Accessible.List

    add: Transition {
        enabled: root.animated

        NumberAnimation { property: "opacity"; from: 0; to: 1; duration: Theme.fade }
        NumberAnimation {
            property: "y"
            from: ViewTransition.destination.y + Theme.gap2
            duration: Theme.fade
            easing.type: Easing.OutCubic
        }
    }
    remove: Transition {
        enabled: root.animated

        NumberAnimation { property: "opacity"; to: 0; duration: Theme.fade }
    }
    displaced: Transition {
        enabled: root.animated

        NumberAnimation { properties: "x,y"; duration: Theme.fade; easing.type: Easing.OutCubic }
        // One whose coming was cut short must not stay half there.
        NumberAnimation { property: "opacity"; to: 1; duration: Theme.fade }
    }
    move: displaced
}
